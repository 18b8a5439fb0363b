"""Bands: two places at a time make a key, the keys are an ARRAY, and a filter brings whoever shares one."""

import re
import zlib

from pymilvus import DataType

BANDS, ROWS = 64, 2


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def signature(text):
    runs = [zlib.crc32(run.encode()) for run in shingles(text)]
    found = {}
    for place in range(BANDS * ROWS if runs else 0):
        least = min(zlib.crc32(b"%d/%d" % (place, run)) for run in runs)
        found[place * (1 << 25) + least % (1 << 25)] = 1.0
    return found


def bands(text):
    """64 keys of 32 bits, each made from two places of a signature."""
    places = sorted(signature(text))
    return [zlib.crc32(repr(places[at : at + ROWS]).encode()) for at in range(0, len(places), ROWS)]


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
