# expect: failed|partial
# because: Milvus Lite fills in no placeholder of filter_params; a server would have passed it, and the feedback says so
def _by_likes(client, name, where, params):
    rows = client.query(name, filter=where, filter_params=params, limit=5000, output_fields=["id", "likes"], consistency_level="Strong")
    for row in sorted(sorted(rows, key=lambda row: row["id"]), key=lambda row: row["likes"], reverse=True):
        yield row["id"]


def _popular(client, name, genres):
    if genres:
        yield from _by_likes(client, name, "genre in {genres}", {"genres": list(genres)})
        yield from _by_likes(client, name, "genre not in {genres}", {"genres": list(genres)})
    else:
        yield from _by_likes(client, name, "", {})


def _taste(client, name, vectors):
    total = [0.0] * len(vectors[0])
    for vector in vectors:
        total = [a + float(b) for a, b in zip(total, vector)]
    for hit in client.search(name, data=[total], limit=5000, search_params={"metric_type": "IP"}, consistency_level="Strong")[0]:
        yield hit["id"]


def first_page(client, name, liked, genres, limit):
    held = client.get(name, ids=sorted(set(liked)), output_fields=["id", "vector"], consistency_level="Strong") if liked else []
    vectors = [row["vector"] for row in held]
    if not held:
        sources = [_popular(client, name, genres)]
    elif len(held) <= 2:
        sources = [_taste(client, name, vectors), _popular(client, name, genres)]
    else:
        sources = [_taste(client, name, vectors)]
    gone, page = {row["id"] for row in held}, []
    while len(page) < limit:
        source = sources[len(page) % len(sources)]
        for film in source:
            if film not in gone:
                gone.add(film)
                page.append(film)
                break
        else:
            return page
    return page
