# expect: passed
# because: "share at least one group with the person": array_contains_any; documents are looked up with get(), only the fields of the collection are written
import json


def literal(text):
    return json.dumps(text, ensure_ascii=False)


def visible(person):
    if len(person["groups"]) == 0:
        return None
    groups = "[" + ", ".join(map(literal, person["groups"])) + "]"
    return f"(firm == {literal(person['firm'])}) and array_contains_any(groups, {groups})"


def firm_of(client, name, id):
    rows = client.get(name, ids=[id], output_fields=["firm"])
    return rows[0]["firm"] if rows else None


def ask(client, name, person, vector, k):
    where = visible(person)
    if where is None:
        return []
    (hits,) = client.search(name, data=[list(vector)], anns_field="vector", filter=where, limit=k, consistency_level="Strong")
    return [int(hit["id"]) for hit in hits]


def write(client, name, person, document):
    if firm_of(client, name, document["id"]) not in (None, person["firm"]):
        raise PermissionError("not yours")
    client.upsert(name, {"id": document["id"], "firm": person["firm"], "groups": list(document["groups"]), "vector": list(document["vector"])})


def remove(client, name, person, id):
    if firm_of(client, name, id) != person["firm"]:
        return False
    client.delete(name, filter=f"id == {id} and firm == {literal(person['firm'])}")
    return True


def count(client, name, person):
    where = visible(person)
    return int(client.query(name, filter=where, output_fields=["count(*)"])[0]["count(*)"]) if where else 0
