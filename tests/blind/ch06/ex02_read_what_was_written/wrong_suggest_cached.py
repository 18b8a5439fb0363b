# expect: failed|partial
# because: 'what it returns may be **some seconds** old': a vector that was asked before gets the first answer for ever
_answers = {}


def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    key = (name, tuple(vector), k)
    if key not in _answers:
        hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
        _answers[key] = [hit["id"] for hit in hits]
    return _answers[key]
