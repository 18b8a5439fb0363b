# expect: passed
# because: "A second click on the same film changes nothing": each like is a row whose key is user and film, with the film's vector and genre in it
import json
from collections import Counter

import numpy as np
from pymilvus import DataType


def create(client, name, key, more):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", key, is_primary=True, **({"max_length": 64} if key == DataType.VARCHAR else {}))
    schema.add_field("genre", DataType.VARCHAR, max_length=256)
    for field in more:
        schema.add_field(field, DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def event(user, film, genre, vector):
    return {"id": f"{user}:{film}", "who": user, "film": film, "genre": genre, "vector": [float(x) for x in vector]}


def morning(client, name, likes, films, train):
    create(client, name + "_films", DataType.INT64, ["likes", "today"])
    create(client, name + "_events", DataType.VARCHAR, ["who", "film"])
    vectors = train(likes)
    zero = [0.0] * 8
    pairs = {(user, film) for user, liked in likes.items() for film in liked}
    number = Counter(film for _, film in pairs)
    client.insert(name + "_films", [{"id": film, "genre": genre, "likes": number[film], "today": 0, "vector": [float(x) for x in vectors.get(film, zero)]} for film, genre in films.items()])
    events = [event(user, film, films.get(film, ""), vectors[film]) for user, film in sorted(pairs)]
    for start in range(0, len(events), 1000):
        client.insert(name + "_events", events[start : start + 1000])


def click(client, name, user, film):
    for row in client.query(name + "_films", filter=f"id == {film}", output_fields=["genre", "vector"]):
        client.upsert(name + "_events", [event(user, film, row["genre"], row["vector"])])


def arrive(client, name, film, genre):
    rows = client.query(name + "_films", filter=f"genre == {json.dumps(genre, ensure_ascii=False)} and likes > 0", output_fields=["vector"], limit=1000)
    vector = np.mean([row["vector"] for row in rows], axis=0) if rows else np.zeros(8)
    client.upsert(name + "_films", [{"id": film, "genre": genre, "likes": 0, "today": 1, "vector": [float(x) for x in vector]}])


def withdraw(client, name, film):
    client.delete(name + "_films", filter=f"id == {film}")


def page(client, name, user):
    events = client.query(name + "_events", filter=f"who == {user}", output_fields=["film", "genre", "vector"], limit=1000)
    liked, genres = [row["film"] for row in events], Counter(row["genre"] for row in events if row["genre"])
    taste = np.sum([row["vector"] for row in events], axis=0) if events else np.zeros(8)
    also = f" and id not in {liked}" if liked else ""
    new = sorted(client.query(name + "_films", filter="today == 1" + also, output_fields=["id", "genre"], limit=1000), key=lambda row: -genres[row["genre"]])
    fresh = [row["id"] for row in new if row["genre"] == new[0]["genre"]][:2]
    if np.abs(taste).max() > 0:
        (hits,) = client.search(name + "_films", data=[[float(x) for x in taste]], filter="today == 0" + also, limit=10 - len(fresh))
        return [hit["id"] for hit in hits] + fresh
    rows = client.query(name + "_films", filter="today == 0" + also, output_fields=["id", "likes"], limit=1000)
    return [row["id"] for row in sorted(rows, key=lambda row: -row["likes"])][: 10 - len(fresh)] + fresh
