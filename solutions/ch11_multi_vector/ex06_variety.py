"""Not ten times the same.

A shop sells posters in series. “More like this” over two fields shows ten posters of one series, because they all look alike, and customers
leave. The collection has `id` (INT64, the key), `look` and `meaning` (32 floats each, COSINE) and `series` (VARCHAR); it has up to 3,000 rows.

The order of all posters is that of RRF with k = 60 over the two **complete** rankings. Walk down this order, and pass over a poster if `most` posters of
its series were taken already.

Write `varied(client, name, asked, most, k)`. `asked` maps `look` and `meaning` to a query vector. It returns the ids of the first `k` posters taken, best first; fewer only if the collection has no more to give. Of posters
with equal scores either may come first.

Some series are large: hundreds of posters, each nearer to a query than anything else.
"""

from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    """The ids of the best k posters, at most `most` of each series, best first."""
    # BEGIN SOLUTION varied
    parts = [AnnSearchRequest([list(query)], field, {}, limit=3000) for field, query in asked.items()]
    (hits,) = client.hybrid_search(name, parts, RRFRanker(60), limit=3000, output_fields=["series"])
    taken, count = [], {}
    for hit in hits:
        series = hit["entity"]["series"]
        if count.get(series, 0) < most:
            count[series] = count.get(series, 0) + 1
            taken.append(hit["id"])
            if len(taken) == k:
                break
    return taken
    # END SOLUTION
