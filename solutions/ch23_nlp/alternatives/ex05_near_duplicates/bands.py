"""Bands: two places at a time make a key, the keys are an ARRAY, and a filter brings whoever shares one."""

import re
import zlib

from pymilvus import DataType

BANDS, ROWS = 64, 2


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def bands(text):
    """64 keys of 32 bits, each made from two places of a signature."""
    runs = shingles(text)
    if not runs:
        return []
    places = [min(zlib.crc32(f"{place}:{run}:{place}".encode()) * 2654435761 % (1 << 32) ^ zlib.crc32(f"{run}/{place * 31}".encode()) for run in runs) for place in range(BANDS * ROWS)]
    return [zlib.crc32(repr((band, places[band * ROWS : band * ROWS + ROWS])).encode()) for band in range(BANDS)]


def store(client, name, reports):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=20_000)
    schema.add_field("bands", DataType.ARRAY, element_type=DataType.INT64, max_capacity=BANDS)
    schema.add_field("unused", DataType.FLOAT_VECTOR, dim=2)
    index = client.prepare_index_params()
    index.add_index("unused", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(reports), 400):
        client.insert(name, [{"id": r["id"], "text": r["text"], "bands": bands(r["text"]), "unused": [0.0, 0.0]} for r in reports[start : start + 400]])


def near(client, name, text, least):
    mine = shingles(text)
    if not mine:
        return []
    rows = client.query(name, filter=f"array_contains_any(bands, {bands(text)})", output_fields=["text"], limit=2000)
    scored = [(row["id"], len(mine & shingles(row["text"])) / len(mine | shingles(row["text"]))) for row in rows]
    return sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
