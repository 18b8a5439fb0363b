# expect: failed|partial
# because: 'do not sleep': sleeps until the ticket should have arrived, and searches Bounded
import time


def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    time.sleep(0.5)
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"])[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
