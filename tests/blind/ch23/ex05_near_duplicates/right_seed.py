# expect: passed
# because: other functions
import hashlib
import re

import numpy as np
from pymilvus import DataType

PLACES = 128


def shingles(text):
    """The set of runs of three words; a shorter text is one run."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def signature(text):
    """{place and number as one whole number below 2**32: 1.0}, 128 entries; {} for a text without words."""
    rng = np.random.default_rng(7)
    keys = np.array([int.from_bytes(hashlib.sha256(one.encode()).digest()[:4], "big") for one in sorted(shingles(text))], np.uint64)
    if not len(keys):
        return {}
    factors, shifts = rng.integers(0, 1 << 63, size=(2, PLACES, 1), dtype=np.uint64)
    smallest = (((factors * 2 + 1) * keys + shifts) >> np.uint64(32)).min(axis=1)  # uint64 wraps at 2**64, which mixes
    return {place << 24 | int(number) % (1 << 24): 1.0 for place, number in enumerate(smallest)}


def store(client, name, reports):
    """Create the collection and fill it."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=20_000)
    schema.add_field("signature", DataType.SPARSE_FLOAT_VECTOR)
    index = client.prepare_index_params()
    index.add_index("signature", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": report["id"], "text": report["text"], "signature": signature(report["text"]) or {(1 << 32) - 2: 1.0}} for report in reports]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def near(client, name, text, least):
    """(id, jaccard) of the reports that are at least so similar."""
    mine = shingles(text)
    if not mine:
        return []
    hits = client.search(name, data=[signature(text)], anns_field="signature", limit=100, output_fields=["text"])[0]
    found = []
    for hit in hits:
        other = shingles(hit["entity"]["text"])
        jaccard = len(mine & other) / len(mine | other)
        if jaccard >= least:
            found.append((hit["id"], jaccard))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
