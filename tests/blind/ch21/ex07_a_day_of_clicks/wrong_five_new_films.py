# expect: failed|partial
# because: "One to three of the ten films arrived today": up to five of the favourite genre
import json
from collections import Counter

import numpy as np
from pymilvus import DataType

DIM = 8


def make(client, name, fields, vector):
    if client.has_collection(name):
        client.drop_collection(name)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field_name=field, datatype=kind, **more)
    schema.add_field(vector, DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index(vector, index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def morning(client, name, likes, films, train):
    """Make the collections, from the likes so far and the films on offer."""
    make(client, name + "_films", [("genre", DataType.VARCHAR, {"max_length": 200}), ("likes", DataType.INT64, {}), ("arrived", DataType.INT64, {})], "vector")
    make(client, name + "_users", [("liked", DataType.ARRAY, {"element_type": DataType.INT64, "max_capacity": 4096}), ("genres", DataType.ARRAY, {"element_type": DataType.VARCHAR, "max_capacity": 4096, "max_length": 200})], "taste")
    vectors = {film: np.array(vector, float) for film, vector in train(likes).items()}
    fans = Counter(film for liked in likes.values() for film in set(liked))
    rows = [{"id": film, "genre": genre, "likes": fans[film], "arrived": 0, "vector": vectors.get(film, np.zeros(DIM)).tolist()} for film, genre in films.items()]
    users = []
    for user, liked in likes.items():
        liked = list(dict.fromkeys(liked))
        taste = sum((vectors[film] for film in liked), np.zeros(DIM))
        users.append({"id": user, "liked": liked, "genres": [films[film] for film in liked if film in films], "taste": taste.tolist()})
    if rows:
        client.insert(name + "_films", rows)
    if users:
        client.insert(name + "_users", users)


def row_of(client, name, user):
    rows = client.query(name + "_users", filter=f"id == {user}", output_fields=["liked", "genres", "taste"])
    if not rows:
        return [], [], [0.0] * DIM
    return list(rows[0]["liked"]), list(rows[0]["genres"]), [float(x) for x in rows[0]["taste"]]


def click(client, name, user, film):
    """A user likes a film."""
    liked, genres, taste = row_of(client, name, user)
    if film in liked:
        return
    found = client.query(name + "_films", filter=f"id == {film}", output_fields=["genre", "vector"])
    if not found:
        return
    taste = [a + float(b) for a, b in zip(taste, found[0]["vector"])]
    client.upsert(name + "_users", [{"id": user, "liked": [*liked, film], "genres": [*genres, found[0]["genre"]], "taste": taste}])


def arrive(client, name, film, genre):
    """A film that training has not seen."""
    same = client.query(name + "_films", filter=f"genre == {json.dumps(genre, ensure_ascii=False)} and likes > 0", output_fields=["vector"], limit=1000)
    vector = np.mean([row["vector"] for row in same], axis=0).tolist() if same else [0.0] * DIM
    client.upsert(name + "_films", [{"id": film, "genre": genre, "likes": 0, "arrived": 1, "vector": [float(x) for x in vector]}])


def withdraw(client, name, film):
    """A film is no longer on offer."""
    client.delete(name + "_films", ids=[film])


def page(client, name, user):
    """Ten films for a user, best first."""
    liked, genres, taste = row_of(client, name, user)
    unseen = f" and id not in {liked}" if liked else ""
    new = client.query(name + "_films", filter="arrived == 1" + unseen, output_fields=["id", "genre"], limit=1000)
    favourite = Counter(genres).most_common(1)[0][0] if genres else None
    fresh = [row["id"] for row in new if row["genre"] == favourite][:5] or [row["id"] for row in new][:5]
    places = 10 - len(fresh)
    if any(taste):
        hits = client.search(name + "_films", data=[taste], filter="arrived == 0" + unseen, limit=places)[0]
        best = [hit["id"] for hit in hits]
    else:
        rows = client.query(name + "_films", filter="arrived == 0" + unseen, output_fields=["id", "likes"], limit=1000)
        best = [row["id"] for row in sorted(rows, key=lambda row: -row["likes"])[:places]]
    return best + fresh
