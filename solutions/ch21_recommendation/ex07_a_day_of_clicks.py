"""Design: a day of clicks.

Training takes the night, and users do not wait for it: they click all day, films arrive that no training has seen, and others are withdrawn. Design what the collections hold and what each event writes. All that
your functions know is in Milvus: each call may run in a different process.

- `morning(client, name, likes, films, train)`: `likes` maps each user's id to the ids of the films that the user liked so far (up to 300 users), `films` each film on offer to its genre (up to 500; a film may be without a like, and a liked film may be gone). `train(likes)` is
  given and may be called **once**: it returns `{film: vector}`, 8 numbers per film that has a like, as in the lesson: a user is the sum of what they like, the inner product ranks. Create your collections, as many as you need; their names begin with `name`.
- `click(client, name, user, film)`: this user, perhaps a new one, likes this film, which is on offer. A second click on the same film changes nothing.
- `arrive(client, name, film, genre)`: a new film, which no user has liked yet.
- `withdraw(client, name, film)`: this film is no longer on offer.
- `page(client, name, user)` returns the ids of **ten** films for this user, known or new.

The checks live one day with your design.

1. A page has ten different films, all of them on offer, none of them liked by this user. (At least thirty are left for every user.)
2. One to three of the ten films arrived today (also those that were clicked on since), if any of those is left for the user. The rest of the page is for older films.
3. Take the users with five likes or more, more than half of which are of one genre: **three in four** of the new films on their pages are of that genre.
4. Of 60 users who come today and click on 6 to 8 films, 8 more liked films are hidden. The mean recall of their pages must be at least **1.25 times** that of the ten films with the most likes this morning.
5. Of whom nothing is known, the most popular films can be shown: seven of the ten films are among the twenty most liked of this morning that are still on offer.
6. A click counts at once, in any process. No call but `morning` sends more than **four** requests to Milvus (asking for a schema is not counted), and a page brings at most 40,000 bytes.
"""

from pymilvus import DataType


def morning(client, name, likes, films, train):
    """Make the collections, from the likes so far and the films on offer."""
    # BEGIN SOLUTION morning
    vectors, count = train(likes), dict.fromkeys(films, 0)
    for film in (film for liked in likes.values() for film in liked if film in films):
        count[film] += 1

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("genre", DataType.VARCHAR, max_length=200)
    schema.add_field("fans", DataType.INT64)
    schema.add_field("new", DataType.BOOL)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="IP")
    client.create_collection(f"{name}_films", schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": film, "genre": genre, "fans": count[film], "new": False, "vector": list(vectors.get(film, [0.0] * 8))} for film, genre in films.items()]
    client.insert(f"{name}_films", rows)

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("liked", DataType.ARRAY, element_type=DataType.INT64, max_capacity=4000)
    schema.add_field("taste", DataType.FLOAT_VECTOR, dim=8)
    index = client.prepare_index_params()
    index.add_index("taste", index_type="FLAT", metric_type="IP")
    client.create_collection(f"{name}_users", schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": user, "liked": list(liked), "taste": added([0.0] * 8, *(vectors[film] for film in liked if film in vectors))} for user, liked in likes.items()]
    client.insert(f"{name}_users", rows)


def added(*vectors):
    """The sum of vectors."""
    return [float(sum(numbers)) for numbers in zip(*vectors, strict=True)]
    # END SOLUTION


def click(client, name, user, film):
    """A user likes a film."""
    # BEGIN SOLUTION click
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    if film in row["liked"]:
        return
    (liked,) = client.get(f"{name}_films", ids=[film], output_fields=["vector"])
    client.upsert(f"{name}_users", [{"id": user, "liked": [*row["liked"], film], "taste": added(row["taste"], liked["vector"])}])
    # END SOLUTION


def arrive(client, name, film, genre):
    """A film that training has not seen."""
    # BEGIN SOLUTION arrive
    quoted = '"' + genre.replace("\\", "\\\\").replace('"', '\\"') + '"'
    alike = client.query(f"{name}_films", filter=f"genre == {quoted} and new == false", output_fields=["vector"])
    total = added([0.0] * 8, *(row["vector"] for row in alike))
    vector = [number / max(len(alike), 1) for number in total]  # until training knows better: what its genre is like
    client.upsert(f"{name}_films", [{"id": film, "genre": genre, "fans": 0, "new": True, "vector": vector}])
    # END SOLUTION


def withdraw(client, name, film):
    """A film is no longer on offer."""
    # BEGIN SOLUTION withdraw
    client.delete(f"{name}_films", ids=[film])
    # END SOLUTION


def page(client, name, user):
    """Ten films for a user, best first."""
    # BEGIN SOLUTION page
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    left = f" and id not in {list(row['liked'])}" if row["liked"] else ""
    (fresh,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=2, filter=f"new == true{left}")
    fresh = [hit["id"] for hit in fresh]
    if row["liked"]:
        (hits,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=10 - len(fresh), filter=f"new == false{left}")
        return [hit["id"] for hit in hits] + fresh
    popular = client.query(f"{name}_films", filter="new == false", output_fields=["id", "fans"])
    popular.sort(key=lambda film: (-film["fans"], film["id"]))
    return [film["id"] for film in popular[: 10 - len(fresh)]] + fresh
    # END SOLUTION
