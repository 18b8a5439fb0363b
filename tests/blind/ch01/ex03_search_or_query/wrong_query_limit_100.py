# expect: failed|partial
# because: by_fact() asks for at most 100 rows, so a letter with more words loses some: every word was asked for
def by_fact(client, name, letter):
    rows = client.query(name, filter=f'word like "{letter}%"', output_fields=["word"], limit=100)
    return sorted(row["word"] for row in rows)


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(name, data=[vector], limit=k, filter=f'word like "{letter}%"', output_fields=["word"])[0]
    return [hit["entity"]["word"] for hit in hits]
