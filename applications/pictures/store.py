"""Everything that talks to Milvus: pictures, their parts, and the frames of clips.

Three collections. `pictures` has a row per picture with two vectors: what the network sees (`picture`), and where that lies among the
words (`words`, by the alignment, for every picture); a caption's own vector is in `captions`, with a row for each picture that has one.
`parts` has five rows per picture. `frames` has a row per second of each clip.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from pymilvus import DataType, MilvusClient

from applications.pictures import clips, data, model

PICTURES, CAPTIONS, PARTS, FRAMES = "pictures", "picture_captions", "picture_parts", "clip_frames"
BATCH = 1000
FACTS = ["caption", "category"]
Hit = dict[str, Any]


@functools.cache
def shipped() -> data.Stamps:
    """The shipped pictures, once per process."""
    return data.load()


@functools.cache
def alignment() -> model.Alignment:
    """Fitted on the pictures that have a caption: the others take no part in it."""
    known = ~shipped().uncaptioned
    return model.Alignment(shipped().pictures[known], shipped().captions[known])


def fill(client: MilvusClient) -> int:
    """Make the collections and write the shipped data, unless they are there already. Returns how many pictures there are."""
    stamps = shipped()
    if not client.has_collection(PICTURES):
        create(client)
        captions = [None if gone else row["caption"] for row, gone in zip(stamps.rows, stamps.uncaptioned, strict=True)]
        add(client, range(len(stamps.rows)), stamps.pictures, stamps.parts, captions, stamps.categories.tolist(), stamps.captions)
    if not client.has_collection(FRAMES):
        made = clips.compose(stamps)
        create_frames(client)
        add_frames(client, made, model.seen([frame for clip in made for frame in clip.frames]))
    for name in (PICTURES, CAPTIONS, PARTS, FRAMES):
        client.flush(name)
    return int(client.query(PICTURES, filter="", output_fields=["count(*)"])[0]["count(*)"])


# -- schema and writes -----------------------------------------------------------------------------------


def _collection(client: MilvusClient, name: str, fields: Sequence[tuple[str, DataType, Mapping[str, Any]]], vectors: Mapping[str, int]) -> None:
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field, kind, **more)
    index = client.prepare_index_params()
    for vector, dim in vectors.items():
        schema.add_field(vector, DataType.FLOAT_VECTOR, dim=dim)
        index.add_index(vector, index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def create(client: MilvusClient, suffix: str = "") -> None:
    """Pictures, captions and parts; `suffix` for collections beside the application's own."""
    text = ("caption", DataType.VARCHAR, {"max_length": 400, "nullable": True}), ("category", DataType.VARCHAR, {"max_length": 60})
    _collection(client, PICTURES + suffix, text, {"picture": 128, "words": 256})
    _collection(client, CAPTIONS + suffix, (), {"meaning": 256})
    _collection(client, PARTS + suffix, (("of", DataType.INT64, {}), ("place", DataType.INT64, {})), {"picture": 128})


def add(
    client: MilvusClient, ids: Sequence[int], pictures: data.Vectors, parts: data.Vectors, captions: Sequence[str | None],
    categories: Sequence[str], meanings: data.Vectors, suffix: str = "",
) -> None:  # fmt: skip
    """Write pictures, or write them again: the same id is the same picture. `meanings` counts only where there is a caption."""
    align = alignment()
    words, meant = align.pictures(pictures), align.words(meanings)
    rows = [
        {"id": int(i), "caption": caption, "category": category, "picture": picture.tolist(), "words": word.tolist()}
        for i, caption, category, picture, word in zip(ids, captions, categories, pictures, words, strict=True)
    ]
    known = [{"id": int(i), "meaning": m.tolist()} for i, m, caption in zip(ids, meant, captions, strict=True) if caption]
    pieces = [
        {"id": int(i) * len(data.PLACES) + place, "of": int(i), "place": place, "picture": vector.tolist()}
        for i, five in zip(ids, parts, strict=True)
        for place, vector in enumerate(five)
    ]
    for name, some in ((PICTURES, rows), (CAPTIONS, known), (PARTS, pieces)):
        for start in range(0, len(some), BATCH):
            client.upsert(name + suffix, some[start : start + BATCH])


def create_frames(client: MilvusClient, name: str = FRAMES) -> None:
    """One row per second of each clip."""
    _collection(client, name, (("clip", DataType.VARCHAR, {"max_length": 60}), ("second", DataType.INT64, {})), {"picture": 128})


def add_frames(client: MilvusClient, made: Sequence[clips.Clip], vectors: data.Vectors, name: str = FRAMES) -> None:
    """Write the frames of clips, whose vectors stand in one array, clip after clip."""
    where = [(clip.title, second) for clip in made for second in range(len(clip.frames))]
    client.upsert(name, [{"id": n, "clip": title, "second": second, "picture": v.tolist()} for n, ((title, second), v) in enumerate(zip(where, vectors, strict=True))])


# -- reads -----------------------------------------------------------------------------------------------


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def within(category: str = "") -> str:
    """The filter of a category and everything below it; empty for all.

    Raises:
        ValueError: it is no category's name; in a pattern of `like` some characters would mean something else.
    """
    if not re.fullmatch(r"[A-Za-z0-9/-]*", category):
        raise ValueError(f"a category has letters, digits, / and -; found {category[:60]!r}. Next: take one of the shipped categories")
    return f'category like "{category}%"' if category else ""


def by_picture(client: MilvusClient, vector: data.Vectors, limit: int = 10, filter: str = "", suffix: str = "") -> list[Hit]:
    """Pictures that look like a vector of `model.seen`."""
    return _hits(client.search(PICTURES + suffix, data=[vector.tolist()], anns_field="picture", limit=limit, filter=filter, output_fields=FACTS)[0])


def by_sight_of_words(client: MilvusClient, words: data.Vectors, limit: int = 10, filter: str = "", suffix: str = "") -> list[Hit]:
    """Pictures that look like what the words say: by the alignment, with or without a caption."""
    query = alignment().words(words).tolist()
    return _hits(client.search(PICTURES + suffix, data=[query], anns_field="words", limit=limit, filter=filter, output_fields=FACTS)[0])


def by_caption(client: MilvusClient, words: data.Vectors, limit: int = 10, suffix: str = "") -> list[Hit]:
    """Pictures whose caption means what the words say; those without a caption do not exist here."""
    hits = client.search(CAPTIONS + suffix, data=[alignment().words(words).tolist()], anns_field="meaning", limit=limit)[0]
    return [{"id": hit["id"], "score": hit["distance"]} for hit in hits]


def by_crop(client: MilvusClient, vector: data.Vectors, limit: int = 10, suffix: str = "") -> list[Hit]:
    """Parts that look like a vector: each with the picture it is `of` and its `place`."""
    hits = client.search(PARTS + suffix, data=[vector.tolist()], anns_field="picture", limit=limit, output_fields=["of", "place"])[0]
    return [{"id": hit["entity"]["of"], "place": hit["entity"]["place"], "score": hit["distance"]} for hit in hits]


def facts(client: MilvusClient, ids: Sequence[int], suffix: str = "") -> dict[int, Hit]:
    """Caption and category by id, for hits that came without them."""
    rows = client.get(PICTURES + suffix, ids=[int(i) for i in ids], output_fields=FACTS) if len(ids) else []
    return {row["id"]: {name: row.get(name) for name in FACTS} for row in rows}


def moments(client: MilvusClient, vector: data.Vectors, limit: int = 5, name: str = FRAMES) -> list[Hit]:
    """The best frame of each clip, best first. What is found is left out by the filter, so no long scene hides a clip."""
    best: list[Hit] = []
    while len(best) < limit:
        known = ", ".join(_text(hit["clip"]) for hit in best)
        where = f"clip not in [{known}]" if best else ""
        hits = client.search(name, data=[vector.tolist()], anns_field="picture", limit=1, filter=where, output_fields=["clip", "second"])[0]
        if not hits:
            break
        best.append({"clip": hits[0]["entity"]["clip"], "second": hits[0]["entity"]["second"], "score": hits[0]["distance"]})
    return best


def copies(client: MilvusClient, threshold: float, limit: int = 20, suffix: str = "") -> list[tuple[int, int]]:
    """Pairs of stored pictures whose cosine is `threshold` or more, the smaller id first. Lists that are full are asked for again, longer."""
    found: set[tuple[int, int]] = set()
    rows = client.query_iterator(PICTURES + suffix, batch_size=200, output_fields=["picture"])
    while batch := rows.next():
        waiting, most = {row["id"]: row["picture"] for row in batch}, limit
        while waiting:
            answers = client.search(PICTURES + suffix, data=list(waiting.values()), anns_field="picture", limit=most)
            again = {}
            for (i, vector), hits in zip(waiting.items(), answers, strict=True):
                near = [hit["id"] for hit in hits if hit["distance"] >= threshold]
                found.update((min(i, j), max(i, j)) for j in near if i != j)
                if len(near) == most:
                    again[i] = vector
            waiting, most = again, most * 8
    rows.close()
    return sorted(found)


def _hits(hits: Any) -> list[Hit]:
    return [{"id": hit["id"], "score": hit["distance"], **{name: hit["entity"].get(name) for name in FACTS}} for hit in hits]


def vector_of(client: MilvusClient, id: int, suffix: str = "") -> data.Vectors:
    """What is stored of a picture."""
    (row,) = client.get(PICTURES + suffix, ids=[id], output_fields=["picture"])
    return np.asarray(row["picture"], np.float32)
