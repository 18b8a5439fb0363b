"""Your first search.

You get a Milvus, and cards: dictionaries with an `id` (int), a `vector` (list of 64 floats) and a `word` (str).
All vectors have length 1, so every metric agrees on which card is nearest.

Write `first_search(client, name, cards, query)`:

1. create the collection `name` for vectors of this length,
2. insert the cards,
3. let Milvus search for the card whose vector is nearest to `query` (a list of 64 floats),
4. return that card's word.

Leave the collection there: the checks look into it.

    >>> first_search(client, "shelf", cards, cards[3]["vector"]) == cards[3]["word"]
    True
"""


def first_search(client, name, cards, query):
    """Put the cards into a new collection and return the word nearest to the query."""
    # BEGIN SOLUTION
    client.create_collection(name, dimension=len(cards[0]["vector"]))
    client.insert(name, cards)
    hits = client.search(name, data=[query], limit=1, output_fields=["word"])
    return hits[0][0]["entity"]["word"]
    # END SOLUTION
