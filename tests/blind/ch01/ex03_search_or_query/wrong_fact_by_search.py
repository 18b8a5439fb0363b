# expect: failed|partial
# because: '**every** word': a search among the filtered words answers the fact, and its limit is the ten that you get when you say nothing
def by_fact(client, name, letter):
    hits = client.search(name, data=[[1.0] * 64], filter=f'word like "{letter}%"', output_fields=["word"])[0]
    return sorted(hit["entity"]["word"] for hit in hits)


def by_meaning(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Strong")[0]
    return [hit["entity"]["word"] for hit in hits]


def by_both(client, name, vector, letter, k):
    hits = client.search(
        name, data=[vector], filter=f'word like "{letter}%"', limit=k, output_fields=["word"], consistency_level="Strong"
    )[0]
    return [hit["entity"]["word"] for hit in hits]
