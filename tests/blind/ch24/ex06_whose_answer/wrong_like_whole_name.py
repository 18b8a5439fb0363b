# expect: failed|partial
# because: "Names of firms and groups are any texts": LIKE without % takes % and _ in a name for wildcards
import json


def ask(client, name, person, vector, k):
    """The nearest documents that this person may see."""
    if not person["groups"]:
        return []
    hits = client.search(name, data=[vector], filter=may_see(person), limit=k)[0]
    return [hit["id"] for hit in hits]


def write(client, name, person, document):
    """Store a document of this person's firm."""
    there = client.query(name, filter=f"id == {document['id']}", output_fields=["firm"])
    if any(row["firm"] != person["firm"] for row in there):
        raise PermissionError(f"{document['id']} is a document of a different firm")
    client.upsert(name, [{**document, "firm": person["firm"]}])


def remove(client, name, person, id):
    """Delete a document of this person's firm."""
    if not client.query(name, filter=f"id == {id} and firm == {quoted(person['firm'])}", output_fields=["id"]):
        return False
    client.delete(name, ids=[id])
    return True


def count(client, name, person):
    """How many documents this person may see."""
    if not person["groups"]:
        return 0
    return client.query(name, filter=may_see(person), output_fields=["count(*)"])[0]["count(*)"]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def may_see(person):
    """The filter of everything that this person may see."""
    groups = " or ".join(f"array_contains(groups, {quoted(group)})" for group in person["groups"])
    return f"firm like {quoted(person['firm'])} and ({groups})"
