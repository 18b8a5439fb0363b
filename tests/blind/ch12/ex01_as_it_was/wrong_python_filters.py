# expect: failed|partial
# because: 'Every read leaves it to Milvus which versions count': as_of reads all versions and sorts them out in Python
import uuid

FOREVER = 9_999_999_999_999



def holds(at):
    return f"{at} >= valid_from && {at} < valid_to"


def record(client, name, event):
    batch = []
    open_ones = client.query(name, filter=f"article == {event['article']} and valid_to == {FOREVER}", output_fields=["id", "article", "title", "vector", "valid_from"])
    for old in open_ones:
        batch.append({"id": old["id"], "article": old["article"], "title": old["title"], "vector": list(old["vector"]), "valid_from": old["valid_from"], "valid_to": event["at"]})
    if event["op"] == "put":
        batch.append({"id": uuid.uuid4().hex, "article": event["article"], "title": event["title"], "vector": list(event["vector"]), "valid_from": event["at"], "valid_to": FOREVER})
    if batch:
        client.upsert(name, batch)


def as_of(client, name, at):
    there = {}
    pages = client.query_iterator(name, batch_size=1000, output_fields=["article", "title", "valid_from", "valid_to"])
    while page := pages.next():
        for row in page:
            if row["valid_from"] <= at < row["valid_to"]:
                there[row["article"]] = row["title"]
    pages.close()
    return there


def search_as_of(client, name, vector, k, at):
    found = client.search(collection_name=name, data=[list(vector)], anns_field="vector", limit=k, filter=holds(at), output_fields=["article"])
    return [hit["entity"]["article"] for hit in found[0]]
