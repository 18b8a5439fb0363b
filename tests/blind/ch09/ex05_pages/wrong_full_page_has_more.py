# expect: partial|failed
# because: gives a token whenever the page is full, so the last page may lead to an empty one
"""Design: pages that neither repeat nor skip.

A shop shows what fits a picture, page by page, in a browser. Between two pages minutes pass, offers come and go, and the next page may be
served by a different process. So a page carries everything that the next one needs: a **token**, which the browser hands back. What is in
it is for you to design.

`page(client, name, vector, size, token=None)` → `(ids, token)`

- Offers are ranked by their score (metric L2, smaller first), and among equal scores by id, smaller first. Many offers have the same
  score: thirty sellers use one picture.
- Without a token the first `size` ids of this ranking. With the token of a page, the `size` ids that come behind it *now*.
- An offer that is there from the first page to the last is on exactly one page. None is on two. One that was added in front of what has
  been shown need not appear any more; one that was added behind it appears.
- A token is text of at most 100 characters, however many pages came before. After the last id it is None; so a page with a token is
  never followed by an empty one, as long as nothing is removed.
- Nothing is remembered between calls.

The collection has an INT64 key `id` and one vector field, and at most 3,000 rows. The scores of hits are exact. Two things to know of Milvus
Lite: under a range it looks at the nearest five times `limit` rows and no further, so a range that begins far out needs a `limit` of 3,000;
and it compares the square of a rounded root, so give a bound a little room and compare the scores of the hits yourself.

    >>> ids, token = page(client, "offers", vector, 20)
    >>> more, token = page(client, "offers", vector, 20, token)
"""

def page(client, name, vector, size, token=None):
    """The ids of a page, and the token of the next one or None."""
    params = {}
    last = None
    if token:
        score, id = token.split(" ")
        last = (float(score), int(id))
        params = {"radius": 1e9, "range_filter": max(0.0, last[0] * (1 - 1e-5) - 1e-9)}
    hits = client.search(name, data=[vector], limit=3000, output_fields=["id"], search_params={"params": params})[0]
    places = sorted((hit["distance"], hit["id"]) for hit in hits)
    if last is not None:
        places = [place for place in places if place > last]
    shown = places[:size]
    more = len(shown) == size
    return [id for _, id in shown], f"{shown[-1][0]!r} {shown[-1][1]}" if more else None
