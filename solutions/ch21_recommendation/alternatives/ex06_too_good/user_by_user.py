"""One user after the other, from the end of their ratings; the collection is emptied first, and the metric is given with the search."""

import collections

import numpy as np


def split(ratings, last):
    mine = collections.defaultdict(list)
    for user, film, stars, when in ratings:
        mine[user].append((when, film, stars))
    known, hidden = [], {}
    for user in mine:
        mine[user].sort()
        moments = [when for when, _, stars in mine[user] if stars >= 4]
        border = moments[-last] if len(moments) >= 2 * last else float("inf")
        if border != float("inf"):
            hidden[user] = {film for when, film, stars in mine[user] if stars >= 4 and when >= border}
        known.extend((user, film, stars, when) for when, film, stars in mine[user] if when < border)
    return known, hidden


def evaluate(client, name, ratings, last, k, train):
    known, hidden = split(ratings, last)
    likes = collections.defaultdict(list)
    for user, film, stars, _ in known:
        if stars >= 4:
            likes[user].append(film)
    vectors = train(dict(likes))
    old = client.query_iterator(name, batch_size=500, output_fields=["id"])
    gone = []
    while rows := old.next():
        gone += [row["id"] for row in rows if row["id"] not in vectors]
    old.close()
    if gone:
        client.delete(name, ids=gone)
    client.upsert(name, [{"id": film, "vector": [float(x) for x in vector]} for film, vector in vectors.items()])
    total = 0.0
    for user in hidden:
        seen = {film for who, film, _, _ in known if who == user}
        taste = np.sum([vectors[film] for film in likes[user]], axis=0)
        hits = client.search(name, [taste.tolist()], limit=k + len(seen))[0]
        found = [hit["id"] for hit in hits if hit["id"] not in seen][:k]
        total += len(hidden[user].intersection(found)) / len(hidden[user])
    return total / len(hidden) if hidden else 0.0
