# expect: passed
# because: '**every** word that begins with the letter': kept with a range (>= letter, < next letter) in place of like; one shared search helper
def _begins(letter):
    return f'word >= "{letter}" and word < "{chr(ord(letter) + 1)}"'


def _nearest(client, name, vector, k, condition=""):
    [hits] = client.search(
        collection_name=name,
        data=[vector],
        anns_field="vector",
        search_params={"metric_type": "COSINE"},
        filter=condition,
        limit=k,
        output_fields=["word"],
    )
    return [h["entity"]["word"] for h in hits]


def by_fact(client, name, letter):
    words = [r["word"] for r in client.query(collection_name=name, filter=_begins(letter), output_fields=["word"])]
    words.sort()
    return words


def by_meaning(client, name, vector, k):
    return _nearest(client, name, vector, k)


def by_both(client, name, vector, letter, k):
    return _nearest(client, name, vector, k, _begins(letter))
