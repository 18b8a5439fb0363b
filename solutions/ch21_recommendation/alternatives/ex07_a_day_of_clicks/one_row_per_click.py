"""Three collections: trained films, new films, and one row per click. A user is computed from their clicks when a page is asked for; genres are averaged in the morning."""

import zlib

from pymilvus import DataType


def made(client, name, fields, metric="IP"):
    schema = client.create_schema(auto_id=False)
    for field, what, options in fields:
        schema.add_field(field, what, **options)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def key(genre):
    """A filter without quotation marks in it."""
    return zlib.crc32(genre.encode())


def morning(client, name, likes, films, train):
    vectors = train(likes)
    number = (DataType.INT64, {})
    made(client, name + "_old", [("id", DataType.INT64, {"is_primary": True}), ("genre", *number), ("rank", *number)])
    made(client, name + "_new", [("id", DataType.INT64, {"is_primary": True}), ("genre", *number)])
    made(client, name + "_genres", [("id", DataType.INT64, {"is_primary": True})])
    made(client, name + "_clicks", [("id", DataType.VARCHAR, {"is_primary": True, "max_length": 60}), ("user", *number), ("film", *number)])
    fans = {film: 0 for film in films}
    for liked in likes.values():
        for film in liked:
            fans[film] = fans.get(film, 0) + 1
    order = sorted(films, key=lambda film: -fans[film])
    client.insert(name + "_old", [{"id": f, "genre": key(films[f]), "rank": n, "vector": vectors.get(f, [0.0] * 8)} for n, f in enumerate(order)])
    genres = {}
    for film, genre in films.items():
        if film in vectors:
            genres.setdefault(key(genre), []).append(vectors[film])
    client.insert(name + "_genres", [{"id": g, "vector": [sum(x) / len(many) for x in zip(*many)]} for g, many in genres.items()])
    clicks = [{"id": f"{u}:{f}", "user": u, "film": f, "vector": vectors.get(f, [0.0] * 8)} for u, liked in likes.items() for f in liked]
    client.insert(name + "_clicks", clicks)


def click(client, name, user, film):
    rows = client.get(name + "_old", ids=[film], output_fields=["vector"]) or client.get(name + "_new", ids=[film], output_fields=["vector"])
    client.upsert(name + "_clicks", [{"id": f"{user}:{film}", "user": user, "film": film, "vector": list(rows[0]["vector"])}])


def arrive(client, name, film, genre):
    known = client.get(name + "_genres", ids=[key(genre)], output_fields=["vector"])
    vector = list(known[0]["vector"]) if known else [0.0] * 8
    client.upsert(name + "_new", [{"id": film, "genre": key(genre), "vector": vector}])


def withdraw(client, name, film):
    client.delete(name + "_old", ids=[film])
    client.delete(name + "_new", ids=[film])


def page(client, name, user):
    rows = client.query(name + "_clicks", filter=f"user == {user}", output_fields=["film", "vector"])
    liked = [row["film"] for row in rows]
    taste = [float(sum(numbers)) for numbers in zip(*(row["vector"] for row in rows))] or [0.0] * 8
    left = f"id not in {liked}" if liked else ""
    new = [hit["id"] for hit in client.search(name + "_new", data=[taste], limit=1, filter=left)[0]]
    if liked:
        return new + [hit["id"] for hit in client.search(name + "_old", data=[taste], limit=10 - len(new), filter=left)[0]]
    best = sorted(client.query(name + "_old", filter="rank >= 0", output_fields=["rank"]), key=lambda row: row["rank"])
    return [row["id"] for row in best[: 10 - len(new)]] + new
