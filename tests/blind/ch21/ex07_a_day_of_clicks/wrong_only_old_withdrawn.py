# expect: failed|partial
# because: "this film is no longer on offer": only films of the morning are deleted
from pymilvus import DataType


def morning(client, name, likes, films, train):
    """Make the collections, from the likes so far and the films on offer."""
    vectors, count = train(likes), dict.fromkeys(films, 0)
    for film in (film for liked in likes.values() for film in liked if film in films):
        count[film] += 1

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("genre", DataType.VARCHAR, max_length=200)
    schema.add_field("likes", DataType.INT64)
    schema.add_field("new", DataType.BOOL)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(f"{name}_films", schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": film, "genre": genre, "likes": count[film], "new": False, "vector": list(vectors.get(film, [0.0] * 8))} for film, genre in films.items()]
    client.insert(f"{name}_films", rows)

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("liked", DataType.ARRAY, element_type=DataType.INT64, max_capacity=4000)
    schema.add_field("taste", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params("taste", index_type="FLAT", metric_type="IP")
    client.create_collection(f"{name}_users", schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": user, "liked": list(liked), "taste": added([0.0] * 8, *(vectors[film] for film in liked if film in vectors))} for user, liked in likes.items()]
    client.insert(f"{name}_users", rows)


def added(*vectors):
    """The sum of vectors."""
    return [float(sum(numbers)) for numbers in zip(*vectors, strict=True)]


def click(client, name, user, film):
    """A user likes a film."""
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    if film in row["liked"]:
        return
    (liked,) = client.get(f"{name}_films", ids=[film], output_fields=["vector"])
    client.upsert(f"{name}_users", [{"id": user, "liked": [*row["liked"], film], "taste": added(row["taste"], liked["vector"])}])


def arrive(client, name, film, genre):
    """A film that training has not seen."""
    quoted = '"' + genre.replace("\\", "\\\\").replace('"', '\\"') + '"'
    alike = client.query(f"{name}_films", filter=f"genre == {quoted} and new == false", output_fields=["vector"])
    total = added([0.0] * 8, *(row["vector"] for row in alike))
    vector = [number / max(len(alike), 1) for number in total]  # until training knows better: what its genre is like
    client.upsert(f"{name}_films", [{"id": film, "genre": genre, "likes": 0, "new": True, "vector": vector}])


def withdraw(client, name, film):
    """A film is no longer on offer."""
    client.delete(f"{name}_films", filter=f"id == {film} and new == false")


def page(client, name, user):
    """Ten films for a user, best first."""
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    left = f" and id not in {list(row['liked'])}" if row["liked"] else ""
    (fresh,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=2, filter=f"new == true{left}")
    fresh = [hit["id"] for hit in fresh]
    if row["liked"]:
        (hits,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=10 - len(fresh), filter=f"new == false{left}")
        return [hit["id"] for hit in hits] + fresh
    popular = client.query(f"{name}_films", filter="new == false", output_fields=["id", "likes"])
    popular.sort(key=lambda film: (-film["likes"], film["id"]))
    return [film["id"] for film in popular[: 10 - len(fresh)]] + fresh
