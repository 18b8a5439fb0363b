# expect: passed
# because: groups, keeps whatever shops that brings, and asks again without these until there are k or nothing comes
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

def joined(*filters):
    return " and ".join(f"({f})" for f in filters if f)


def best_of_each(client, name, vector, k, wanted=""):
    """(shop, id) of the nearest offer of the k nearest shops."""
    shops, found = set(), []
    while len(found) < k:
        known = ", ".join(map(str, sorted(shops)))
        hits = client.search(
            name,
            data=[vector],
            limit=min(200, max(20, k - len(found))),
            filter=joined(wanted, f"shop not in [{known}]" if known else ""),
            group_by_field="shop",
            output_fields=["shop"],
        )[0]
        new = []
        for hit in hits:
            shop = hit["entity"]["shop"]
            if shop not in shops:
                shops.add(shop)
                new.append((shop, hit["id"]))
        if not new:
            break
        found += new
    return found[:k]
