# expect: failed|partial
# because: the query is brought to length 1 under L2 too, where lengths count
import numpy as np
def close_enough(client, name, metric, vector, euclidean, limit):
    v = np.array(vector); v = v / np.linalg.norm(v)
    hits = client.search(name, data=[v.tolist()], limit=limit, output_fields=["word"])[0]
    near = (lambda n: n <= euclidean ** 2) if metric == "L2" else (lambda n: n >= 1 - euclidean ** 2 / 2)
    return [h["entity"]["word"] for h in hits if near(h["distance"])]
