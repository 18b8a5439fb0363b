# expect: passed
# because: 'Number i is the smallest value that hash function i gives': one SHAKE-256 of a shingle gives the values of all 128; texts are fetched by key
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
    """Four bytes of one long digest for each place; the smallest one over the shingles."""
    digests = [np.frombuffer(hashlib.shake_256(run.encode("utf-8")).digest(4 * PLACES), dtype=">u4") for run in sorted(shingles(text))]
    if not digests:
        return {}
    smallest = np.min(np.stack(digests), axis=0)
    return {place * 2**24 + int(number) % 2**24: 1.0 for place, number in enumerate(smallest.tolist())}


def store(client, name, reports):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("report", DataType.VARCHAR, max_length=65_535)
    schema.add_field("signature", DataType.SPARSE_FLOAT_VECTOR)
    index = client.prepare_index_params()
    index.add_index("signature", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    nothing = {PLACES * 2**24: 1.0}  # a place that no signature has
    batch = []
    for report in reports:
        batch.append({"id": int(report["id"]), "signature": signature(report["text"]) or nothing, "report": report["text"]})
        if len(batch) >= 200:
            client.insert(name, batch)
            batch = []
    if batch:
        client.insert(name, batch)


def near(client, name, text, least):
    wanted = signature(text)
    if not wanted:
        return []
    mine = shingles(text)
    ids = [hit["id"] for hit in client.search(name, data=[wanted], anns_field="signature", limit=150, search_params={"metric_type": "IP"})[0]]
    found = []
    for row in client.get(name, ids=ids, output_fields=["id", "report"]) if ids else []:
        runs = shingles(row["report"])
        shared = len(runs & mine)
        index = shared / (len(runs) + len(mine) - shared)
        if index >= least:
            found.append((-index, row["id"]))
    return [(one, -index) for index, one in sorted(found)]
