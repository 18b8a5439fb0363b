"""The whole ranking every time, cut behind the place that the token names; the token is JSON."""

import json


def page(client, name, vector, size, token=None):
    behind = tuple(json.loads(token)) if token else (float("-inf"), 0)
    (hits,) = client.search(name, [vector], limit=4000)
    ranking = sorted((hit.distance, hit.id) for hit in hits)
    rest = [place for place in ranking if place > behind]
    ids = [id for _, id in rest[:size]]
    return ids, json.dumps(rest[size - 1]) if rest[size:] else None
