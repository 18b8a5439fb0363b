"""Bug hunt: whose answer was that?

Ben of the firm north asked the office search for the travel policy, and read one of a different firm. The next day a draft of the firm mill was gone, and an employee of north had deleted it. The program below is what answered.

Find the mistakes. Afterwards, for a person as the directory has them, `{"login": "ben", "firm": "north", "groups": ["all", "legal"]}`:

- `ask(client, name, person, vector, k)` returns the ids of the `k` nearest documents (cosine) of the person's own firm that share at least one group with the person, best first; fewer where there are fewer, `[]` without groups.
- `write(client, name, person, document)` stores `{"id": 17, "groups": ["all"], "vector": [0.1, …]}`, new or instead of the one with this id, as a document of the person's firm, whatever else the request says. If the id is a document of a different firm, it raises `PermissionError` and changes nothing.
- `remove(client, name, person, id)` deletes a document of the person's firm and returns `True`; for a document of a different firm, or none, it changes nothing and returns `False`.
- `count(client, name, person)` returns how many documents the person may see, a whole number.

Every answer is of now: what was written or deleted by anyone before the call counts. Names of firms and groups are any texts of up to 60 bytes, with quotes and backslashes too, and `"north"` is not `"North"` nor `"northern"`. The collection `name` has `id` (INT64, the
key), `firm` (VARCHAR, the partition key), `groups` (ARRAY of VARCHAR, up to 10) and `vector` (16 numbers); it reads at the level Strong. There are up to 5,000 documents.
"""

REMEMBERED = {}


def ask(client, name, person, vector, k):
    """The nearest documents that this person may see."""
    key = (name, tuple(vector), k)
    if key not in REMEMBERED:
        hits = client.search(name, data=[vector], filter=may_see(person), limit=k)[0]
        REMEMBERED[key] = [hit["id"] for hit in hits]
    return REMEMBERED[key]


def write(client, name, person, document):
    """Store a document of this person's firm."""
    document.setdefault("firm", person["firm"])
    client.upsert(name, [document])


def remove(client, name, person, id):
    """Delete a document of this person's firm."""
    client.delete(name, ids=[id])
    return True


def count(client, name, person):
    """How many documents this person may see."""
    return client.query(name, filter=may_see(person), output_fields=["count(*)"])[0]["count(*)"]


def may_see(person):
    """The filter of everything that this person may see."""
    groups = " or ".join(f'array_contains(groups, "{group}")' for group in person["groups"])
    return f'firm like "{person["firm"]}%" and {groups}'
