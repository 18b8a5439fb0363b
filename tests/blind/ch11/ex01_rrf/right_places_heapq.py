# expect: passed
# because: one table of places per ranking, fsum over the rankings, heapq for the best
import heapq
import math


def rrf(rankings, k=60, limit=10):
    tables = [dict(zip(ranking, range(1, len(ranking) + 1))) for ranking in rankings]
    everything = set().union(*tables)
    pairs = ((id, math.fsum(1 / (k + table[id]) for table in tables if id in table)) for id in everything)
    return heapq.nsmallest(limit, pairs, key=lambda pair: (-pair[1], pair[0]))


def fused(client, name, asked, depth, k=60, limit=10):
    wanted = {field: query for field, query in asked.items() if query is not None}
    if not wanted:
        return []
    found = {field: client.search(name, [query], limit=depth, anns_field=field)[0] for field, query in wanted.items()}
    return rrf([[hit["id"] for hit in hits] for hits in found.values()], k=k, limit=limit)
