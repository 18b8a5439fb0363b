"""A table of places per ranking, and one pass over all ids; several searches at once."""

from concurrent.futures import ThreadPoolExecutor


def rrf(rankings, k=60, limit=10):
    tables = [{id: place for place, id in enumerate(ranking, 1)} for ranking in rankings]
    everyone = set().union(*tables)
    scored = [(sum(1 / (k + table[id]) for table in tables if id in table), id) for id in everyone]
    scored.sort(key=lambda pair: pair[1])
    scored.sort(key=lambda pair: pair[0], reverse=True)
    return [(id, score) for score, id in scored][:limit]


def fused(client, name, asked, depth, k=60, limit=10):
    wanted = [(field, query) for field, query in asked.items() if query is not None]
    if not wanted:
        return []

    def ranking(pair):
        field, query = pair
        return [hit.id for hit in client.search(name, data=[query], anns_field=field, limit=depth, output_fields=[])[0]]

    with ThreadPoolExecutor(2) as pool:
        return rrf(list(pool.map(ranking, wanted)), k, limit)
