# expect: partial|failed
# because: doubles the limit until k shops are in, but no single search may ask for more than 200 rows
"""The best of each shop.

A market searches the offers of all its shops, and shows one offer per shop: that shop's nearest. The collection `name` has `id`
(INT64, the key), `vector` (8 floats, metric L2), `shop` (INT64), `price` (INT64) and `sale` (BOOL). One shop may own nearly all offers, and
all of them may lie nearer to the query than those of any other shop. Write

`best_of_each(client, name, vector, k, wanted="")` → list of `(shop, id)`, nearest first

- the `k` shops whose nearest offer is nearest, each with that offer. Every shop at most once. If there are fewer than `k` shops, all of
  them. k is at most 12; there are a few hundred shops at most.
- `wanted` is a filter, any that Milvus understands, or "": only offers that it keeps count.
- No single search asks for more than 200 rows (`limit`): the market has millions.

No two offers are equally far from the query. Two things to know: Milvus Lite groups only the first so many rows of a search, and a
server of 2.3 ignores `group_by_field` without a word. So what grouping returns is at best a beginning.

    >>> best_of_each(client, "offers", vector, 3, "price < 50 or sale == true")
    [(17, 480112), (4, 120345), (230, 991002)]
"""

def best_of_each(client, name, vector, k, wanted=""):
    """(shop, id) of the nearest offer of the k nearest shops."""
    limit = 100
    while True:
        best = {}
        hits = client.search(name, data=[vector], limit=limit, filter=wanted, output_fields=["shop"])[0]
        for hit in hits:
            best.setdefault(hit["entity"]["shop"], hit["id"])
        if len(best) >= k or len(hits) < limit:
            return list(best.items())[:k]
        limit *= 2
