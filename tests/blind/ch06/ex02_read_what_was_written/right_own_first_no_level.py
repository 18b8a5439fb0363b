# expect: passed
# because: 'the ticket just inserted has to be the first': put there by hand, also beside an equal vector; suggest names no level, so the collection's Bounded holds
def add_and_list(client, name, ticket):
    own = ticket["id"]
    client.insert(name, ticket)
    hits = client.search(name, [ticket["vector"]], limit=5, consistency_level="Session")
    others = [hit["id"] for hit in hits[0] if hit["id"] != own]
    return [own, *others][:5]


def audit(client, name):
    counted = client.query(name, "id >= 0 or id < 0", ["count(*)"], consistency_level="Strong")
    return int(counted[0]["count(*)"])


def suggest(client, name, vector, k):
    return [hit["id"] for hit in client.search(name, [vector], limit=k)[0]]
