"""Strong where something newest is wanted, Eventually where nothing is; keys counted instead of count(*)."""


def add_and_list(client, name, ticket):
    client.insert(name, ticket)
    found = client.search(name, [ticket["vector"]], limit=5, output_fields=["word"], consistency_level="Strong")
    return tuple(hit["id"] for hit in found[0])


def audit(client, name):
    return len(client.query(name, filter="id >= 0", output_fields=["id"], limit=16_000, consistency_level="Strong"))


def suggest(client, name, vector, k):
    return [hit["id"] for hit in client.search(name, [vector], limit=k, consistency_level="Eventually")[0]]
