"""Groups by array_contains_any; rights of a deletion inside the deletion's own filter."""


def text(value):
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def mine(person):
    return "firm == " + text(person["firm"])


def seen(person):
    return mine(person) + " and array_contains_any(groups, [" + ",".join(text(g) for g in person["groups"]) + "])"


def ask(client, name, person, vector, k):
    if len(person["groups"]) == 0:
        return []
    return [hit["id"] for hit in client.search(name, data=[vector], limit=k, filter=seen(person))[0]]


def write(client, name, person, document):
    there = client.get(name, ids=[document["id"]], output_fields=["firm"])
    if there and there[0]["firm"] != person["firm"]:
        raise PermissionError("not this firm's")
    client.upsert(name, [{"id": document["id"], "groups": document["groups"], "vector": document["vector"], "firm": person["firm"]}])


def remove(client, name, person, id):
    filter = f"id == {id} and {mine(person)}"
    if not client.query(name, filter=filter, output_fields=["id"]):
        return False
    client.delete(name, filter=filter)
    return True


def count(client, name, person):
    if not person["groups"]:
        return 0
    return client.query(name, filter=seen(person), output_fields=["count(*)"])[0]["count(*)"]
