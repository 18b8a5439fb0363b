# expect: failed|partial
# because: reads what counts at Bounded, and something else at Strong
import time
def add_and_list(client, name, ticket):
    client.insert(name, ticket); time.sleep(.2)
    client.search(name, data=[ticket["vector"]], limit=1, consistency_level="Strong")
    return [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Bounded")[0]]
def audit(client, name):
    client.query(name, filter="id == 0", output_fields=["id"], consistency_level="Strong"); time.sleep(.2)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Bounded")[0]["count(*)"]
def suggest(client, name, vector, k):
    time.sleep(3)
    return [h["id"] for h in client.search(name, data=[vector], limit=k)[0]]
