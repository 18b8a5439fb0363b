"""The facts by an iterator, the meaning by ids and a second look-up."""


def by_fact(client, name, letter):
    found = []
    iterator = client.query_iterator(name, filter=f"word like '{letter}%'", output_fields=["word"], batch_size=50)
    while batch := iterator.next():
        found += [row["word"] for row in batch]
    iterator.close()
    return sorted(found)


def _words(client, name, ids):
    rows = {row["id"]: row["word"] for row in client.get(name, ids, output_fields=["word"])}
    return [rows[i] for i in ids]


def by_meaning(client, name, vector, k):
    return _words(client, name, [hit["id"] for hit in client.search(name, [vector], limit=k)[0]])


def by_both(client, name, vector, letter, k):
    allowed = [row["id"] for row in client.query(name, filter=f'word like "{letter}%"', output_fields=["id"])]
    hits = client.search(name, [vector], filter=f"id in {allowed}", limit=k)[0]
    return _words(client, name, [hit["id"] for hit in hits])
