"""Open it again.

A program starts, works, ends, and starts again tomorrow. Its data should still be there.

Write `open_or_create(client, name, cards)`, which your program calls at **every** start:

- when there is no collection `name`, create it for the cards (`id`, an int from 0 up, `vector` of 64 floats, `word`),
  metric COSINE, and insert them;
- when it is there, leave what is in it alone: others may have added rows since.

Afterwards the collection can be searched, also right after Milvus itself was restarted. Return how many rows the
collection holds (int), with everything that others have written up to now: let a query with the consistency level
Strong count them.

    >>> open_or_create(client, "shelf", cards)   # the first start
    120
    >>> open_or_create(client, "shelf", cards)   # the next day, after a colleague added one
    121
"""


def open_or_create(client, name, cards):
    """Make the collection at the first start, open it at every later one; returns the number of rows."""
    # BEGIN SOLUTION
    if client.has_collection(name):
        client.load_collection(name)
    else:
        client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
        client.insert(name, cards)
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]
    # END SOLUTION
