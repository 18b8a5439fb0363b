# expect: passed
# because: 'Where more than one level keeps the promise, each of them is right': Strong, Strong, Eventually, by one helper
from functools import partial


def nearest(client, name, vector, limit, level):
    [hits] = client.search(
        collection_name=name,
        data=[vector],
        anns_field="vector",
        search_params={"metric_type": "L2"},
        limit=limit,
        output_fields=["id"],
        consistency_level=level,
    )
    return [hit["id"] for hit in hits]


fresh = partial(nearest, level="Strong")
quick = partial(nearest, level="Eventually")


def add_and_list(client, name, ticket):
    client.insert(collection_name=name, data=ticket)
    return fresh(client, name, ticket["vector"], 5)


def audit(client, name):
    [row] = client.query(collection_name=name, output_fields=["count(*)"], consistency_level="Strong")
    return row["count(*)"]


def suggest(client, name, vector, k):
    return quick(client, name, vector, k)
