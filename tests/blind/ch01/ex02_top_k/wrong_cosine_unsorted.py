# expect: failed|partial
# because: COSINE by argpartition, unsorted unless k == n; "best first"
import numpy as np

def top_k(vectors, query, k, metric):
    if metric == "COSINE":
        s = -(vectors @ query) / np.linalg.norm(vectors, axis=1)
        if k < len(s):
            return np.argpartition(s, k)[:k].tolist()
        return np.argsort(s).tolist()
    s = np.linalg.norm(vectors - query, axis=1) if metric == "L2" else -(vectors @ query)
    return np.argsort(s)[:k].tolist()
