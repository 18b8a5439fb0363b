# expect: passed
# because: one helper makes the filter, and every answer is read from the call that fits
def begins(letter):
    return f"word LIKE '{letter}%'"


def nearest(client, name, vector, k, filter=""):
    [hits] = client.search(
        collection_name=name, data=[vector], limit=k, filter=filter, output_fields=["word"], consistency_level="Strong"
    )
    return [hit["entity"]["word"] for hit in hits]


def by_fact(client, name, letter):
    rows = client.query(name, filter=begins(letter), output_fields=["word"], consistency_level="Strong")
    words = [row["word"] for row in rows]
    words.sort()
    return words


def by_meaning(client, name, vector, k):
    return nearest(client, name, vector, k)


def by_both(client, name, vector, letter, k):
    return nearest(client, name, vector, k, begins(letter))
