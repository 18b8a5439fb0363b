# expect: passed
# because: "of the person's own firm": a class that is made of the person and has every filter; a filter that is never true for no groups; the number is counted by an iterator
def escape(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


class Desk:
    """What one person can do in one collection."""

    def __init__(self, client, name, person):
        self.client, self.name, self.person = client, name, person
        self.own = f"firm == {escape(person['firm'])}"

    @property
    def seen(self):
        return self.own + " and (" + " or ".join(f"array_contains(groups, {escape(group)})" for group in self.person["groups"]) + ")"

    def ask(self, vector, k):
        return [hit["id"] for hit in self.client.search(self.name, data=[vector], filter=self.seen, limit=k)[0]] if self.person["groups"] else []

    def count(self):
        if not self.person["groups"]:
            return 0
        pages, number = self.client.query_iterator(self.name, batch_size=1000, filter=self.seen, output_fields=["id"]), 0
        while page := pages.next():
            number += len(page)
        pages.close()
        return number

    def has(self, id, whose):
        return len(self.client.query(self.name, filter=f"id == {int(id)} and {whose}", output_fields=["id"], limit=1)) > 0

    def write(self, document):
        if self.has(document["id"], self.own.replace("firm ==", "firm !=", 1)):
            raise PermissionError(document["id"])
        row = dict(document)
        row["firm"] = self.person["firm"]
        self.client.upsert(self.name, [row])

    def remove(self, id):
        if found := self.has(id, self.own):
            self.client.delete(self.name, ids=[id])
        return found


def ask(client, name, person, vector, k):
    return Desk(client, name, person).ask(vector, k)


def write(client, name, person, document):
    Desk(client, name, person).write(document)


def remove(client, name, person, id):
    return Desk(client, name, person).remove(id)


def count(client, name, person):
    return Desk(client, name, person).count()
