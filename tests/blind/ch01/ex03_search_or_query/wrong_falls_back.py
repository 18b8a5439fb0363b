# expect: failed|partial
# because: '**among those** that begin with the letter': with too few of them it fills up with the nearest of the other words
def by_fact(client, name, letter):
    rows = client.query(name, filter=f'word like "{letter}%"', output_fields=["word"], consistency_level="Strong")
    return sorted(row["word"] for row in rows)


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong")[0]
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(
        name, data=[vector], filter=f'word like "{letter}%"', limit=k, output_fields=["word"], consistency_level="Strong"
    )[0]
    words = [hit["entity"]["word"] for hit in hits]
    if len(words) < k:  # never show a half-empty list
        words += [word for word in by_meaning(client, name, vector, k) if word not in words]
    return words[:k]
