"""Near-duplicates, without comparing all with all.

A news desk gets the same report many times: cut, with a new first line, with a word changed. The **shingles** of a text are the runs of three words in a
row; `shingles(text)` is given. Two texts are as similar as the **Jaccard** index of their sets of shingles: shared ones, divided by all different ones. A text
without words has no shingles and is similar to nothing.

A **MinHash signature** has 128 numbers. Number i is the smallest value that hash function i gives to any of the text's shingles. Two
signatures have the same number at the place i with a probability equal to the Jaccard index, so the share of equal places estimates it. Milvus counts equal
places if a signature is a sparse vector with one entry of 1 for each pair (place, number), searched by inner product.

Write `signature(text)`: a dict with 128 entries, each key a whole number from 0 to below 2**32 that stands for a pair (place, number), each value 1.0; `{}` for a
text without words. Two texts with the same shingles have the same signature, in every process.

Write `store(client, name, reports)`: create the collection `name`, whose schema is yours, and store the reports, up to 2,000 dicts with `id` (a whole number)
and `text`.

Write `near(client, name, text, least)`: the reports whose Jaccard index with `text` is at least `least` (0.2 to 1), as a list of pairs `(id, jaccard)`, the
largest index first, and of equal ones the smaller id first. The index is the exact one, and no report below `least` is there. MinHash is an estimate, so a
report may be missing if its index is less than `least` + 0.15. At most 50 reports are that similar. `store` and `near` may run in different
processes. Do not read the whole collection for one text.
"""

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
    # BEGIN SOLUTION signature
    rng = np.random.default_rng(2026)
    keys = np.array([int.from_bytes(hashlib.sha256(one.encode()).digest()[:4], "big") for one in sorted(shingles(text))], np.uint64)
    if not len(keys):
        return {}
    factors, shifts = rng.integers(0, 1 << 63, size=(2, PLACES, 1), dtype=np.uint64)
    smallest = (((factors * 2 + 1) * keys + shifts) >> np.uint64(32)).min(axis=1)  # uint64 wraps at 2**64, which mixes
    return {place << 24 | int(number) % (1 << 24): 1.0 for place, number in enumerate(smallest)}
    # END SOLUTION


def store(client, name, reports):
    """Create the collection and fill it."""
    # BEGIN SOLUTION store
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
    # END SOLUTION


def near(client, name, text, least):
    """(id, jaccard) of the reports that are at least so similar."""
    # BEGIN SOLUTION near
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
    # END SOLUTION
