# expect: failed|partial
# because: 'every **word** ... sorted from a to z': returns the rows (dicts), sorted by their word
def by_fact(client, name, letter):
    rows = client.query(name, filter=f'word like "{letter}%"', output_fields=["word"], consistency_level="Strong")
    return sorted(rows, key=lambda row: row["word"])


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong")[0]
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(
        name, data=[vector], filter=f'word like "{letter}%"', limit=k, output_fields=["word"], consistency_level="Strong"
    )[0]
    return [hit["entity"]["word"] for hit in hits]
