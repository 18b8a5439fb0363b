# expect: passed
# because: "A click counts at once, in any process": a user's row has only the liked ids; the page reads their films and sums; withdrawn films stay with a mark
import json
from collections import Counter

from pymilvus import DataType


def morning(client, name, likes, films, train):
    for what, fields in {"films": [("genre", DataType.VARCHAR), ("fans", DataType.INT64), ("today", DataType.INT64), ("offered", DataType.INT64)], "users": [("liked", DataType.ARRAY)]}.items():
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        for field, kind in fields:
            more = {"max_length": 256} if kind == DataType.VARCHAR else {"element_type": DataType.INT64, "max_capacity": 4096} if kind == DataType.ARRAY else {}
            schema.add_field(field_name=field, datatype=kind, **more)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8 if what == "films" else 2)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="IP")
        client.create_collection(f"{name}_{what}", schema=schema, index_params=index, consistency_level="Strong")
    vectors = train(likes)
    fans = Counter(film for liked in likes.values() for film in set(liked))
    everything = dict.fromkeys([*films, *fans])
    client.insert(f"{name}_films", [
        {"id": film, "genre": films.get(film, ""), "fans": fans[film], "today": 0, "offered": int(film in films), "vector": [float(x) for x in vectors[film]] if film in vectors else [0.0] * 8}
        for film in everything
    ])
    if likes:
        client.insert(f"{name}_users", [{"id": user, "liked": list(set(liked)), "vector": [0.0, 1.0]} for user, liked in likes.items()])


def liked_by(client, name, user):
    rows = client.query(f"{name}_users", filter=f"id == {user}", output_fields=["liked"])
    return list(rows[0]["liked"]) if rows else []


def click(client, name, user, film):
    liked = liked_by(client, name, user)
    if film not in liked:
        client.upsert(f"{name}_users", [{"id": user, "liked": [*liked, film], "vector": [0.0, 1.0]}])


def arrive(client, name, film, genre):
    rows = client.query(f"{name}_films", filter=f"genre == {json.dumps(genre, ensure_ascii=False)} and today == 0 and fans > 0", output_fields=["vector"], limit=2000)
    mean = [sum(float(row["vector"][i]) for row in rows) / len(rows) for i in range(8)] if rows else [0.0] * 8
    client.upsert(f"{name}_films", [{"id": film, "genre": genre, "fans": 0, "today": 1, "offered": 1, "vector": mean}])


def withdraw(client, name, film):
    for row in client.query(f"{name}_films", filter=f"id == {film}", output_fields=["*"]):
        client.upsert(f"{name}_films", [{**row, "vector": [float(x) for x in row["vector"]], "offered": 0}])


def page(client, name, user):
    films, liked = f"{name}_films", liked_by(client, name, user)
    rows = client.query(films, filter=f"id in {liked}", output_fields=["genre", "vector", "today"], limit=len(liked)) if liked else []
    taste = [sum(float(row["vector"][i]) for row in rows if not row["today"]) for i in range(8)]
    genres = Counter(row["genre"] for row in rows)
    where = "offered == 1" + (f" and id not in {liked}" if liked else "")
    new = client.query(films, filter=f"today == 1 and {where}", output_fields=["id", "genre"], limit=1000)
    new.sort(key=lambda row: (-genres[row["genre"]], row["id"]))
    chosen = [row["id"] for row in new[:2] if row["genre"] == new[0]["genre"]]
    if any(taste):
        old = [hit["id"] for hit in client.search(films, data=[taste], filter=f"today == 0 and {where}", limit=10 - len(chosen))[0]]
    else:
        rest = client.query(films, filter=f"today == 0 and {where}", output_fields=["id", "fans"], limit=2000)
        old = [row["id"] for row in sorted(rest, key=lambda row: row["fans"], reverse=True)][: 10 - len(chosen)]
    return [*old[:4], *chosen, *old[4:]]
