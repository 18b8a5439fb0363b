# expect: failed|partial
# because: the archive is a dict of the process that stored it
import numpy as np
from pymilvus import DataType
KEPT = {}
def create(client, name):
    client.create_collection(name, dimension=2, consistency_level="Strong"); KEPT[name] = []
def store(client, name, recordings):
    at = len(KEPT[name]); KEPT[name] += recordings
    client.insert(name, [{"id": at + i, "vector": [0.0, 1.0]} for i in range(len(recordings))])
def with_keyword(client, name, keyword): return [r["number"] for r in KEPT[name] if keyword in r["keywords"]]
def shorter_than(client, name, seconds): return [r["number"] for r in KEPT[name] if r["seconds"] < seconds]
def without_speaker(client, name): return [r["number"] for r in KEPT[name] if r["speaker"] is None]
def nearest_with(client, name, vector, keyword, k):
    own = [r for r in KEPT[name] if keyword in r["keywords"]]
    if not own: return []
    t = np.array([r["vector"] for r in own]); s = t @ np.array(vector) / np.linalg.norm(t, axis=1)
    return [own[i]["number"] for i in np.argsort(-s)[:k]]
