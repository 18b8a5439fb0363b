# expect: failed|partial
# because: 'For a moment before the horizon it raises `LookupError`': an empty answer comes back
from itertools import groupby
from operator import itemgetter

FOREVER = 9_999_999_999_999



def light(client, name):
    return [dict(r) for r in client.query(name, filter="article > -9000000000000000000", output_fields=["id", "article", "valid_from", "valid_to"], limit=16_384)]


def drop(client, name, ids):
    while ids:
        now, ids = ids[:2000], ids[2000:]
        client.delete(name, ids=now)


def prune(client, name, horizon):
    doomed = []
    rows = sorted(light(client, name), key=itemgetter("article", "valid_from"))
    for _, group in groupby(rows, key=itemgetter("article")):
        *earlier, _last = group
        doomed += [row["id"] for row in earlier if row["valid_to"] <= horizon]
    drop(client, name, doomed)
    return len(doomed)


def as_of(client, name, at, horizon):
    if at < horizon:
        return {}
    holds = client.query(name, filter="valid_from <= {at} and valid_to > {at}", filter_params={"at": at}, output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in holds}


def erase(client, name, articles):
    wanted = set(articles)
    ids = [row["id"] for row in light(client, name) if row["article"] in wanted]
    drop(client, name, ids)
    return len(ids)
