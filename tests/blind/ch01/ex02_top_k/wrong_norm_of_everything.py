# expect: failed|partial
# because: np.linalg.norm without axis is one number for the whole matrix, so COSINE ranks as IP does
import numpy as np


def top_k(vectors, query, k, metric):
    if metric == "L2":
        order = np.argsort(np.linalg.norm(vectors - query, axis=1))
    elif metric == "IP":
        order = np.argsort(vectors @ query)[::-1]
    else:
        cosine = vectors @ query / (np.linalg.norm(vectors) * np.linalg.norm(query))
        order = np.argsort(cosine)[::-1]
    return [int(i) for i in order[:k]]
