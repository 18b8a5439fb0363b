"""Everything that talks to Milvus: one collection of passages, each with its words, its meaning and its signature.

A passage is written once. One that is a near-duplicate of a passage that is there already is left out: the handbook says some things on two pages, and ten
hits should be ten different ones.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

from applications.answers import data, model

PASSAGES = "answers"
SIZE = 800
"""Characters of a passage."""
SAME = 0.8
"""Jaccard index from which a passage is a near-duplicate."""
BATCH = 500
FIELDS = ["topic", "title", "start", "end", "text"]


def create(client: MilvusClient, name: str = PASSAGES) -> None:
    """An empty collection, loaded; reads see what was written before them."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("topic", DataType.VARCHAR, max_length=100)
    schema.add_field("title", DataType.VARCHAR, max_length=200)
    schema.add_field("start", DataType.INT64)
    schema.add_field("end", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=20_000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=model.DIM)
    schema.add_field(field_name="signature", datatype=DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
    index.add_index(field_name="signature", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def passages(size: int = SIZE, overlap: bool = True, distinct: bool = True) -> list[dict[str, Any]]:
    """The rows of the handbook: every run of sentences, and of near-duplicates only the first one if `distinct`."""
    rows: list[dict[str, Any]] = []
    seen: dict[int, list[int]] = {}  # entry of a signature -> rows that have it: the inverted index, by hand, for one pass
    for page in data.pages():
        for start, end in data.chunks(page.text, size, overlap):
            text = page.text[start:end]
            entries = model.signature(text)
            if distinct and _is_known(text, entries, seen, rows):
                continue
            for entry in entries:
                seen.setdefault(entry, []).append(len(rows))
            rows.append({"id": len(rows), "topic": page.topic, "title": page.title, "start": start, "end": end, "text": text, "signature": entries})
    return rows


def _is_known(text: str, entries: dict[int, float], seen: dict[int, list[int]], rows: list[dict[str, Any]]) -> bool:
    equal: dict[int, int] = {}
    for entry in entries:
        for row in seen.get(entry, ()):
            equal[row] = equal.get(row, 0) + 1
    candidates = [row for row, places in equal.items() if places >= (SAME - 0.2) * model.PLACES]
    return any(model.jaccard(model.shingles(text), model.shingles(rows[row]["text"])) >= SAME for row in candidates)


@functools.cache
def rare() -> dict[str, float]:
    """How much each term of the handbook says, once per process."""
    return model.rarity([row["text"] for row in passages()])


def write(client: MilvusClient, rows: Sequence[dict[str, Any]], name: str = PASSAGES) -> None:
    """Store rows with their vectors; the same rows again replace themselves."""
    meaning = model.embed(f"{row['title']}. {row['text']}" for row in rows)
    whole = [row | {"meaning": vector.tolist()} for row, vector in zip(rows, meaning, strict=True)]
    for start in range(0, len(whole), BATCH):
        client.upsert(name, whole[start : start + BATCH])


def fill(client: MilvusClient) -> int:
    """Make the collection if it is missing, fill it if it is not whole, and return how many passages there are."""
    rows = passages()
    if not client.has_collection(PASSAGES):
        create(client)
    if int(client.query(PASSAGES, filter="", output_fields=["count(*)"])[0]["count(*)"]) != len(rows):
        write(client, rows)
        client.flush(PASSAGES)
    return len(rows)


def search(client: MilvusClient, question: str, limit: int = 8, way: str = "both", name: str = PASSAGES) -> list[dict[str, Any]]:
    """The passages for a question, best first: by `words`, by `meaning`, or by `both`, fused by their places.

    Returns:
        One dict per passage: `id` and what `FIELDS` names. Nothing for a question without a word.
    """
    if not question.strip():
        return []
    asked: dict[str, Any] = {"words": question, "meaning": model.embed([question])[0].tolist()}
    if way == "both":
        parts = [AnnSearchRequest([query], field, {}, limit=max(50, 5 * limit)) for field, query in asked.items()]
        hits = client.hybrid_search(name, parts, RRFRanker(60), limit=limit, output_fields=FIELDS)[0]
    else:
        hits = client.search(name, data=[asked[way]], anns_field=way, limit=limit, output_fields=FIELDS)[0]
    return [{"id": hit["id"], **{field: hit["entity"][field] for field in FIELDS}} for hit in hits]


def alike(client: MilvusClient, text: str, limit: int = 10, name: str = PASSAGES) -> list[dict[str, Any]]:
    """The passages worded like a text: each with `share`, the share of equal places of the two signatures."""
    entries = model.signature(text)
    if not entries:
        return []
    hits = client.search(name, data=[entries], anns_field="signature", limit=limit, output_fields=FIELDS)[0]
    return [{"id": hit["id"], "share": abs(hit["distance"]) / model.PLACES, **{field: hit["entity"][field] for field in FIELDS}} for hit in hits]
