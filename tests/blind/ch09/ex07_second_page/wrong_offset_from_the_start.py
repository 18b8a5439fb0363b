# expect: partial|failed
# because: a page that straddles the edge takes the rest from its own beginning on instead of from place 41
"""Bug hunt: wrong on the second page only.

The search box of a furniture shop shows the nearest offers, the cheap ones first. Its testers search, look at the result, and it is right. Then
complaints come in, all of them about later pages: *what I saw on page 1 is on page 2 again* · *page 2 shows beds, and I searched for a
desk* · *page 2 is an error, once in a while* · *somewhere the list becomes odd*. Find what is wrong and mend it.

The collection `name` has `id` (INT64, the key), `vector` (8 floats, L2), `room` (VARCHAR) and `price` (INT64).

`results(client, name, vector, page, size=10, room="")` → list of ids

- With a `room`, only offers of this room count.
- The ranking: **the 40 nearest offers, cheapest first** (at the same price the smaller id first); behind them **all others, nearest
  first**.
- Page 1 is the first `size` of this ranking, page 2 the next `size`, and so on. The last page may be shorter, pages behind it are
  empty. No customer goes beyond place 5,000.
- Many customers search at once, pages are served by many processes, and not every page comes to the process that showed the first.
"""

WINDOW = 40


def results(client, name, vector, page, size=10, room=""):
    """Ids of one page."""
    filter = f'room == "{room}"' if room else ""
    start, end = (page - 1) * size, page * size
    ids = []
    if start < WINDOW:
        hits = client.search(name, data=[vector], filter=filter, limit=WINDOW, output_fields=["price"])[0]
        window = sorted(hits, key=lambda hit: (hit["entity"]["price"], hit["id"]))
        ids += [hit["id"] for hit in window[start:end]]
    if end > WINDOW:
        skip = start
        hits = client.search(name, data=[vector], filter=filter, limit=end - max(start, WINDOW), offset=skip, output_fields=["id"])[0]
        ids += [hit["id"] for hit in hits]
    return ids
