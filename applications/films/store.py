"""Everything that talks to Milvus: two collections, what is written to them, and what is read.

`films` has a row per film: its vector, and the facts that a filter asks for. `people` has a row per user: the vector of their taste, and which
films they have seen. A click is one upsert of one row of `people`; the films' vectors change only with the next training.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pymilvus import DataType, Function, FunctionType, MilvusClient

from applications.films import data, model

FILMS, PEOPLE = "films", "people"
MOST_SEEN = 4096
"""Films that a row of `people` can hold: an ARRAY has a largest size, and Milvus allows no more than this."""
BATCH = 1000
FACTS = ["title", "year", "genres", "genre", "director", "country", "minutes", "likes"]


@functools.cache
def trained() -> model.Vectors:
    """The films' factors, from all ratings, once per process."""
    return model.factors(data.ratings().likes())


def fill(client: MilvusClient) -> int:
    """Make both collections and write the shipped data, unless they are there already. Returns how many films there are."""
    if not client.has_collection(FILMS):
        create(client)
        likes = data.ratings().likes().sum(axis=0)
        add_films(client, data.films(), trained(), likes)
    if not client.has_collection(PEOPLE):
        create_people(client)
        add_people(client, data.ratings(), trained())
        for name in (FILMS, PEOPLE):
            client.flush(name)  # a reader who comes now finds sealed segments, and an index where the type has one
    return int(client.query(FILMS, filter="", output_fields=["count(*)"])[0]["count(*)"])


# -- schema and writes -----------------------------------------------------------------------------------


def create(client: MilvusClient, name: str = FILMS, metric: str = "IP", dim: int = model.DIM) -> None:
    """The films: inner product, because a factor's length says how often a film was liked."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=400)
    schema.add_field("year", DataType.INT64)
    schema.add_field("genres", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=16, max_length=40)
    schema.add_field("genre", DataType.VARCHAR, max_length=40)
    schema.add_field("director", DataType.VARCHAR, max_length=400)
    schema.add_field("country", DataType.VARCHAR, max_length=80)
    schema.add_field("minutes", DataType.INT64)
    schema.add_field("likes", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Bounded")


def create_people(client: MilvusClient, name: str = PEOPLE, dim: int = model.DIM) -> None:
    """The users: their taste, and what they have seen. Read at the level Session, so that one's own last click counts."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("liked", DataType.ARRAY, element_type=DataType.INT64, max_capacity=MOST_SEEN)
    schema.add_field("seen", DataType.ARRAY, element_type=DataType.INT64, max_capacity=MOST_SEEN)
    schema.add_field("changed", DataType.INT64)
    schema.add_field("taste", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("taste", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Session")


def add_films(client: MilvusClient, films: Sequence[data.Film], vectors: model.Vectors, likes: Iterable[float], name: str = FILMS) -> None:
    """Write films, or write them again after a training: the same id is the same film."""
    rows = [
        {
            "id": film.id, "title": film.title, "year": film.year, "genres": list(film.genres), "genre": film.genres[0] if film.genres else "",
            "director": film.director, "country": film.country, "minutes": film.minutes, "likes": int(count), "vector": vector.tolist(),
        }
        for film, vector, count in zip(films, vectors, likes, strict=True)
    ]  # fmt: skip
    for start in range(0, len(rows), BATCH):
        client.upsert(name, rows[start : start + BATCH])


def add_people(client: MilvusClient, ratings: data.Ratings, vectors: model.Vectors, name: str = PEOPLE) -> None:
    """A row per user of the ratings."""
    rows = []
    for user in range(ratings.users):
        mine = ratings.user == user
        liked = ratings.film[mine & (ratings.stars >= data.LIKED)].tolist()
        rows.append(person(user, liked, ratings.film[mine].tolist(), vectors, int(ratings.when[mine].max())))
    for start in range(0, len(rows), BATCH):
        client.upsert(name, rows[start : start + BATCH])


def person(id: int, liked: Sequence[int], seen: Sequence[int], vectors: model.Vectors, changed: int | None = None) -> dict[str, Any]:
    """One row of `people`; of more films than a row holds, the latest."""
    return {
        "id": id, "liked": list(liked)[-MOST_SEEN:], "seen": list(seen)[-MOST_SEEN:],
        "changed": int(time.time()) if changed is None else changed, "taste": model.taste(vectors, liked).tolist(),
    }  # fmt: skip


def click(client: MilvusClient, id: int, film: int, liked: bool, vectors: model.Vectors) -> dict[str, Any]:
    """A user has seen a film, and liked it or not: their whole row is written anew, and counts for the next search."""
    known = read(client, id) or {"liked": [], "seen": []}
    seen = [*(one for one in known["seen"] if one != film), film]
    likes = [one for one in known["liked"] if one != film] + ([film] if liked else [])
    row = person(id, likes, seen, vectors)
    client.upsert(PEOPLE, [row])
    return row


# -- reads -----------------------------------------------------------------------------------------------


def read(client: MilvusClient, id: int) -> dict[str, Any] | None:
    """A user's row, or None."""
    found = client.get(PEOPLE, ids=[id], output_fields=["liked", "seen", "changed", "taste"])
    return dict(found[0]) if found else None


def condition(seen: Iterable[int] = (), *, genre: str = "", years: tuple[int, int] | None = None, minutes: int = 0, country: str = "") -> str:
    """The filter of a search: what was asked for, and nothing that was seen. Texts are escaped, so no title can end the filter."""
    parts = []
    if genre:
        parts.append(f"array_contains(genres, {_text(genre)})")
    if years:
        parts.append(f"year >= {int(years[0])} and year <= {int(years[1])}")
    if minutes:
        parts.append(f"minutes > 0 and minutes <= {int(minutes)}")
    if country:
        parts.append(f"country == {_text(country)}")
    if known := sorted({int(one) for one in seen}):
        parts.append(f"id not in {known}")
    return " and ".join(parts)


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def nearest(client: MilvusClient, vector: Sequence[float], limit: int, filter: str = "", name: str = FILMS, newer: Mapping[str, float] | None = None) -> list[dict[str, Any]]:
    """The films with the largest inner product, best first: each its facts and a `score`.

    Args:
        newer: of a decay by year, `origin`, `scale` and `decay`: a film `scale` years older than `origin` has its score times `decay`.
    """
    more: dict[str, Any] = {"ranker": decay(**newer)} if newer else {}
    hits = client.search(name, data=[list(vector)], anns_field="vector", limit=limit, filter=filter, output_fields=FACTS, **more)[0]
    return [{"id": hit["id"], "score": hit["distance"], **{fact: hit["entity"].get(fact) for fact in FACTS}} for hit in hits]


def decay(origin: float, scale: float, decay: float = 0.5) -> Function:
    """A ranker that lowers the scores of older films."""
    parameters = {"reranker": "decay", "function": "exp", "origin": int(origin), "scale": int(scale), "offset": 0, "decay": decay}
    return Function(name="newer", input_field_names=["year"], function_type=FunctionType.RERANK, params=parameters)


def popular(client: MilvusClient, limit: int, filter: str = "", name: str = FILMS) -> list[dict[str, Any]]:
    """The films that most users liked: for users of whom nothing is known."""
    least = 20 if not filter else 0  # most films have few likes; without a filter there is no need to read them
    where = f"likes >= {least}" + (f" and {filter}" if filter else "")
    rows = client.query(name, filter=where, output_fields=FACTS, limit=16_384)
    best = sorted(rows, key=lambda row: (-row["likes"], row["id"]))[:limit]
    return [{"score": float(row["likes"]), **dict(row)} for row in best]
