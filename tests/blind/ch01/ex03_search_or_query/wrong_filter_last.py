# expect: failed|partial
# because: 'the k words nearest to the vector **among those** that begin with the letter': the k nearest of all are thrown away afterwards
def by_fact(client, name, letter):
    rows = client.query(name, filter=f'word like "{letter}%"', output_fields=["word"], consistency_level="Strong")
    return sorted(row["word"] for row in rows)


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong")[0]
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(
        name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong"
    )[0]
    return [hit["entity"]["word"] for hit in hits if hit["entity"]["word"].startswith(letter)]
