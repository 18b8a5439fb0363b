# expect: failed|partial
# because: 'nearest first': takes COSINE's number for a distance and sorts it upwards, so the farthest of the k comes first
def by_fact(client, name, letter):
    rows = client.query(name, filter=f'word like "{letter}%"', output_fields=["word"], consistency_level="Strong")
    return sorted(row["word"] for row in rows)


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong")[0]
    hits = sorted(hits, key=lambda hit: hit["distance"])  # the smallest distance is the nearest
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(
        name, data=[vector], filter=f'word like "{letter}%"', limit=k, output_fields=["word"], consistency_level="Strong"
    )[0]
    return [hit["entity"]["word"] for hit in hits]
