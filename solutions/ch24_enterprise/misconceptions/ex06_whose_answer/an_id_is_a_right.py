# id: an-id-is-a-right
# check: test_remove
# why: Only those who may see a document know its id. Ids are numbers, and numbers can be guessed.
# source: OWASP Top 10, A01:2021 Broken Access Control (insecure direct object references); the line stood in the bug hunt's own starter

import json


def ask(client, name, person, vector, k):
    """The nearest documents that this person may see."""
    if not person["groups"]:
        return []
    hits = client.search(name, data=[vector], filter=may_see(person), limit=k)[0]
    return [hit["id"] for hit in hits]


def write(client, name, person, document):
    """Store a document of this person's firm."""
    if owner(client, name, document["id"]) not in (None, person["firm"]):
        raise PermissionError(f"{document['id']} is a document of a different firm")
    client.upsert(name, [{**document, "firm": person["firm"]}])


def remove(client, name, person, id):
    """Delete a document of this person's firm."""
    if owner(client, name, id) is None:
        return False
    client.delete(name, ids=[id])
    return True


def count(client, name, person):
    """How many documents this person may see."""
    if not person["groups"]:
        return 0
    return client.query(name, filter=may_see(person), output_fields=["count(*)"])[0]["count(*)"]


def owner(client, name, id):
    """The firm of a document, or None where there is none."""
    rows = client.query(name, filter=f"id == {id}", output_fields=["firm"])
    return rows[0]["firm"] if rows else None


def may_see(person):
    """The filter of everything that this person may see; they are in at least one group."""
    groups = " or ".join(f"array_contains(groups, {literal(group)})" for group in person["groups"])
    return f"firm == {literal(person['firm'])} and ({groups})"


def literal(text):
    """A text in the filter language: nothing in it can end it."""
    return json.dumps(text, ensure_ascii=False)
