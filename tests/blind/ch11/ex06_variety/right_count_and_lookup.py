# expect: passed
# because: the depth is the number of rows; the series are read by one query; most places of each series are computed first, then the order is filtered
from collections import defaultdict

from pymilvus import AnnSearchRequest, RRFRanker


def varied(client, name, asked, most, k):
    rows = client.query(name, filter="", output_fields=["id", "series"], limit=16384)
    if not rows:
        return []
    n, series_of = len(rows), {row["id"]: row["series"] for row in rows}
    parts = [AnnSearchRequest(data=[asked[f]], anns_field=f, param={"metric_type": "COSINE"}, limit=n) for f in ("look", "meaning")]
    order = [hit["id"] for hit in client.hybrid_search(name, parts, RRFRanker(k=60), limit=n)[0]]
    groups = defaultdict(list)
    for id in order:
        groups[series_of[id]].append(id)
    allowed = {id for group in groups.values() for id in group[:most]}
    return [id for id in order if id in allowed][:k]
