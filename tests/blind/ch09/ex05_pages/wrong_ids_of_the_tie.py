# expect: partial|failed
# because: the token holds the score and all ids with that score that were shown: in a large tie it is longer than 100 characters
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
    hits = client.search(name, data=[vector], limit=3000, output_fields=["id"])[0]
    places = sorted((hit["distance"], hit["id"]) for hit in hits)
    score, done = -1.0, set()
    if token:
        first, *rest = token.split(",")
        score, done = float(first), {int(i, 16) for i in rest}
        places = [p for p in places if p[0] > score or (p[0] == score and p[1] not in done)]
    shown = places[:size]
    if len(places) <= size:
        return [id for _, id in shown], None
    last = shown[-1][0]
    tied = [id for s, id in shown if s == last] + (list(done) if last == score else [])
    return [id for _, id in shown], ",".join([repr(last), *(format(i, "x") for i in tied)])
