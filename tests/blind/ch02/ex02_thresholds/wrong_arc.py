# expect: failed|partial
# because: the arc is taken for the chord: the angle of two vectors is a little longer than their distance
import numpy as np
def close_enough(client, name, metric, vector, euclidean, limit):
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    def gap(number):
        return np.sqrt(number) if metric == "L2" else np.arccos(np.clip(number, -1, 1))
    return [h["entity"]["word"] for h in hits if gap(h["distance"]) <= euclidean]
