# expect: failed|partial
# because: argpartition finds the k best and leaves them in no order
import numpy as np
def top_k(vectors, query, k, metric):
    if metric == "L2": d = ((vectors - query)**2).sum(1)
    elif metric == "IP": d = -(vectors @ query)
    else: d = -(vectors @ query)/np.linalg.norm(vectors,axis=1)
    return np.argpartition(d, min(k, len(d)-1))[:k].tolist()
