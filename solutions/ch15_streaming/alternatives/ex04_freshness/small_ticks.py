"""Looks at the clock ten times a second; a class keeps what is waiting."""


class Waiting:
    def __init__(self, client, name, promise):
        self.client, self.name, self.promise, self.rows = client, name, promise, []

    def write(self):
        part, self.rows = self.rows[:300], self.rows[300:]
        self.client.upsert(collection_name=self.name, data=part)

    def tick(self, now):
        while len(self.rows) >= 300:
            self.write()
        if self.rows and now > min(row["at"] for row in self.rows) + self.promise - 0.45:
            self.write()


def run(client, name, poll, clock, promise):
    waiting = Waiting(client, name, promise)
    while (rows := poll(0.05)) is not None:
        waiting.rows.extend(rows)
        waiting.tick(clock())
    while waiting.rows:
        waiting.write()


def found(client, name, id):
    return len(client.get(name, ids=[id], consistency_level="Session")) == 1
