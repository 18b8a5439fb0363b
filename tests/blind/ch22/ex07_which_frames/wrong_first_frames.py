# expect: failed|partial
# because: the first frames of each video until the budget is spent
import numpy as np


def store(client, name, videos, budget):
    share = budget // len(videos)
    chosen = [(t, s) for t, v in videos.items() for s in range(min(share, len(v)))]
    rows = [{"id": n, "video": t, "second": int(s), "vector": videos[t][s].tolist()} for n, (t, s) in enumerate(chosen)]
    client.insert(name, rows)
    return len(rows)
