# expect: passed
# because: the numbers of ConsistencyLevel in place of names
from pymilvus.client.types import ConsistencyLevel


def _ids(hits):
    return [hit["id"] for hit in hits]


def add_and_list(client, name, ticket):
    client.insert(name, [dict(ticket)])
    answer = client.search(
        name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level=ConsistencyLevel.Strong
    )
    return _ids(answer[0])


def audit(client, name):
    return client.query(name, output_fields=["count(*)"], consistency_level=ConsistencyLevel.Strong)[0]["count(*)"]


def suggest(client, name, vector, k):
    answer = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level=ConsistencyLevel.Bounded)
    return _ids(answer[0])
