# expect: partial|failed
# because: keeps the order in which Milvus returns ties, which is no order, instead of the smaller id first
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

import bisect
import json


def ranking(client, name, vector):
    """(score, id) of every offer, best first, as it is now."""
    hits = client.search(name, data=[vector], limit=16_384, output_fields=["id"])[0]
    return [(float(hit["distance"]), hit["id"]) for hit in hits]


def page(client, name, vector, size, token=None):
    """The ids of a page, and the token of the next one or None."""
    places = ranking(client, name, vector)
    start = places.index(tuple(json.loads(token))) + 1 if token and tuple(json.loads(token)) in places else 0
    end = start + size
    ids = [id for _, id in places[start:end]]
    return ids, json.dumps(places[end - 1]) if end < len(places) else None
