# expect: failed|partial
# because: "each with the call that fits" -- every question is a search for all cards, and the letter is looked at here
def words(client, name, vector):
    hits = client.search(name, data=[vector], limit=16_000, output_fields=["word"])[0]
    return [hit["entity"]["word"] for hit in hits]


def by_fact(client, name, letter):
    return sorted(word for word in words(client, name, [0.1] * 64) if word.startswith(letter))


def by_meaning(client, name, vector, k):
    return words(client, name, vector)[:k]


def by_both(client, name, vector, letter, k):
    return [word for word in words(client, name, vector) if word.startswith(letter)][:k]
