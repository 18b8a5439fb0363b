# expect: passed
# because: all films are read with their vectors; both lists are orders in NumPy
import numpy as np


def first_page(client, name, liked, genres, limit):
    rows = client.query(name, filter="", limit=16384, output_fields=["id", "genre", "likes", "vector"], consistency_level="Strong")
    if not rows:
        return []
    ids = np.array([row["id"] for row in rows], dtype=np.int64)
    likes = np.array([row["likes"] for row in rows], dtype=np.int64)
    vectors = np.array([row["vector"] for row in rows], dtype=float)
    other = np.array([row["genre"] not in set(genres) for row in rows])
    mine = np.isin(ids, np.array(list(liked), dtype=np.int64))
    left = np.flatnonzero(~mine)
    popular = [int(ids[n]) for n in np.lexsort((ids, -likes, other)) if not mine[n]]
    scores = vectors @ vectors[mine].sum(axis=0)
    taste = [int(ids[n]) for n in left[np.argsort(-scores[left], kind="stable")]]
    known = int(mine.sum())
    if known == 0:
        return popular[:limit]
    if known > 2:
        return taste[:limit]
    page = {}
    while len(page) < min(limit, len(left)):
        source = popular if len(page) % 2 else taste
        page[next(film for film in source if film not in page)] = True
    return list(page)
