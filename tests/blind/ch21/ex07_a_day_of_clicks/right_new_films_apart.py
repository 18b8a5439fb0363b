# expect: passed
# because: "Create your collections, as many as you need": old films by inner product, new ones in a collection of their own by cosine, a row per genre for its mean, and users
import json
from collections import Counter

import numpy as np
from pymilvus import DataType


def text(value):
    return json.dumps(value, ensure_ascii=False)


def make(client, name, metric, *, key=DataType.INT64, **fields):
    if client.has_collection(name):
        client.drop_collection(name)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", key, is_primary=True, **({"max_length": 300} if key == DataType.VARCHAR else {}))
    for field, (kind, more) in fields.items():
        schema.add_field(field_name=field, datatype=kind, **more)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    client.create_collection(name, schema=schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type=metric), consistency_level="Strong")


GENRE = (DataType.VARCHAR, {"max_length": 300})
COUNT = (DataType.INT64, {})
LIKED = (DataType.ARRAY, {"element_type": DataType.INT64, "max_capacity": 4000})
GENRES = (DataType.ARRAY, {"element_type": DataType.VARCHAR, "max_capacity": 4000, "max_length": 300})


def direction(vectors):
    """The mean of some vectors with length 1; any direction if there is none."""
    mean = np.mean(list(vectors), axis=0) if len(vectors) else np.zeros(8)
    length = np.linalg.norm(mean)
    return (mean / length if length > 1e-12 else np.eye(8)[0]).tolist()


def morning(client, name, likes, films, train):
    make(client, name + "_old", "IP", genre=GENRE, fans=COUNT)
    make(client, name + "_new", "COSINE", genre=GENRE)
    make(client, name + "_genres", "COSINE", key=DataType.VARCHAR)
    make(client, name + "_users", "IP", liked=LIKED, genres=GENRES)
    learned = {int(film): [float(x) for x in vector] for film, vector in train(likes).items()}
    fans = Counter()
    for liked in likes.values():
        fans.update(set(liked))
    client.insert(name + "_old", [{"id": film, "genre": genre, "fans": fans[film], "vector": learned.get(film, [0.0] * 8)} for film, genre in films.items()])
    by_genre = {}
    for film, genre in films.items():
        by_genre.setdefault(genre, []).extend([learned[film]] if film in learned else [])
    client.insert(name + "_genres", [{"id": genre, "vector": direction(vectors)} for genre, vectors in by_genre.items()])
    rows = []
    for user, liked in likes.items():
        total = np.sum([learned[film] for film in set(liked)], axis=0) if liked else np.zeros(8)
        rows.append({"id": user, "liked": sorted(set(liked)), "genres": [films[film] for film in sorted(set(liked)) if film in films], "vector": total.tolist()})
    if rows:
        client.insert(name + "_users", rows)


def user_row(client, name, user):
    rows = client.query(name + "_users", filter=f"id == {user}", output_fields=["*"])
    return {key: list(value) if key != "id" else value for key, value in rows[0].items()} if rows else {"id": user, "liked": [], "genres": [], "vector": [0.0] * 8}


def click(client, name, user, film):
    row = user_row(client, name, user)
    if film in row["liked"]:
        return
    for shelf in ("_old", "_new"):
        found = client.query(name + shelf, filter=f"id == {film}", output_fields=["genre", "vector"])
        if found:
            scale = 1.0 if shelf == "_old" else 0.1  # a guess says less
            row["liked"].append(film)
            row["genres"].append(found[0]["genre"])
            row["vector"] = [float(a) + scale * float(b) for a, b in zip(row["vector"], found[0]["vector"])]
            client.upsert(name + "_users", [row])
            return


def arrive(client, name, film, genre):
    known = client.query(name + "_genres", filter=f"id == {text(genre)}", output_fields=["vector"])
    vector = [float(x) for x in known[0]["vector"]] if known else direction([])
    client.upsert(name + "_new", [{"id": film, "genre": genre, "vector": vector}])


def withdraw(client, name, film):
    client.delete(name + "_old", ids=[film])
    client.delete(name + "_new", ids=[film])


def page(client, name, user):
    row = user_row(client, name, user)
    left = f"id not in {row['liked']}" if row["liked"] else "id != 0 or id == 0"
    taste = [float(x) for x in row["vector"]]
    if not any(taste):
        new = [one["id"] for one in client.query(name + "_new", filter=left, output_fields=["id"], limit=2)]
        rows = client.query(name + "_old", filter=left, output_fields=["id", "fans"], limit=600)
        return [one["id"] for one in sorted(rows, key=lambda one: (-one["fans"], one["id"]))[: 10 - len(new)]] + new
    favourite = max(sorted(set(row["genres"])), key=row["genres"].count) if row["genres"] else ""
    new = [hit["id"] for hit in client.search(name + "_new", data=[taste], limit=2, filter=f"genre == {text(favourite)} and ({left})")[0]]
    if not new:
        new = [hit["id"] for hit in client.search(name + "_new", data=[taste], limit=1, filter=left)[0]]
    old = [hit["id"] for hit in client.search(name + "_old", data=[taste], limit=10 - len(new), filter=left)[0]]
    return old + new
