# expect: failed|partial
# because: 'whose Jaccard index is at least least': an index that is equal to least is left out
import hashlib
import re
import numpy as np
from pymilvus import DataType
PLACES = 128


def shingles(text):
    """The set of runs of three words; a shorter text is one run."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


_RNG = np.random.default_rng(2024)
A = _RNG.integers(1, 2**63, PLACES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
B = _RNG.integers(0, 2**63, PLACES, dtype=np.uint64)


def signature(text):
    runs = shingles(text)
    if not runs:
        return {}
    keys = np.array([int.from_bytes(hashlib.sha256(run.encode()).digest()[:8], "big") for run in runs], dtype=np.uint64)
    smallest = (keys[:, None] * A[None, :] + B[None, :]).min(axis=0)
    return {(place << 24) | int(number >> np.uint64(16)) % 2**24: 1.0 for place, number in enumerate(smallest)}


def store(client, name, reports):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=65535)
    schema.add_field("signature", DataType.SPARSE_FLOAT_VECTOR)
    index = client.prepare_index_params()
    index.add_index("signature", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": report["id"], "text": report["text"], "signature": signature(report["text"])} for report in reports]
    rows = [row for row in rows if row["signature"]]
    for start in range(0, len(rows), 250):
        client.insert(name, rows[start : start + 250])


def near(client, name, text, least):
    mine = shingles(text)
    if not mine:
        return []
    hits = client.search(name, data=[signature(text)], anns_field="signature", limit=200, output_fields=["text"])[0]
    pairs = []
    for hit in hits:
        other = shingles(hit["entity"]["text"])
        jaccard = len(mine & other) / len(mine | other)
        if jaccard > least:
            pairs.append((hit["id"], jaccard))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
