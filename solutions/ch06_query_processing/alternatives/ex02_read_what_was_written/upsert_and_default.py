"""An upsert writes, too; and what the collection does by itself is what a suggestion needs."""


def add_and_list(client, name, ticket):
    client.upsert(name, [ticket])
    (hits,) = client.search(name, data=[ticket["vector"]], anns_field="vector", limit=5, search_params={"metric_type": "L2"}, consistency_level="Session")
    return [hit["id"] for hit in hits]


def audit(client, name):
    (row,) = client.query(name, output_fields=["count(*)"], consistency_level="Strong")
    return row["count(*)"]


def suggest(client, name, vector, k):
    (hits,) = client.search(name, data=[vector], limit=k)
    return [hit["id"] for hit in hits]
