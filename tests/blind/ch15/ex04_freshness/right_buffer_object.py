# expect: passed
# because: a deque and a class; the smallest `at` decides; insert, since every row comes once; get by ids at Session
from collections import deque


class Buffer:
    def __init__(self, client, name, clock, promise):
        self.client, self.name, self.clock = client, name, clock
        self.slack = promise - 0.4
        self.rows = deque()

    @property
    def left(self):
        """Seconds until a write has to begin; None if nothing waits."""
        return min(row["at"] for row in self.rows) + self.slack - self.clock() if self.rows else None

    def write(self):
        self.client.insert(self.name, [self.rows.popleft() for _ in range(min(300, len(self.rows)))])

    def settle(self):
        while len(self.rows) >= 300 or (self.rows and self.left < 0.002):
            self.write()


def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    buffer = Buffer(client, name, clock, promise)
    while True:
        left = buffer.left
        news = poll(1.0 if left is None else max(0.0, left))
        if news is None:
            break
        buffer.rows.extend(news)
        buffer.settle()
    while buffer.rows:
        buffer.write()


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    return len(client.query(name, ids=[id], consistency_level="Session")) == 1
