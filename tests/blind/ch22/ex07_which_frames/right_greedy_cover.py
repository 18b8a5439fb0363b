# expect: passed
# because: chooses the frame that covers most seconds not yet found, until all are found
import numpy as np


def store(client, name, videos, budget):
    open_ = {t: np.ones(len(v), bool) for t, v in videos.items()}
    near = {t: v @ v.T >= 0.915 for t, v in videos.items()}
    chosen = []
    while len(chosen) < budget and any(o.any() for o in open_.values()):
        gain = {t: near[t][:, open_[t]].sum(axis=1) for t in videos}
        t = max(gain, key=lambda one: gain[one].max())
        s = int(gain[t].argmax())
        chosen.append((t, s))
        open_[t] &= ~near[t][s]
    rows = [{"id": n, "video": t, "second": int(s), "vector": videos[t][s].tolist()} for n, (t, s) in enumerate(chosen)]
    client.insert(name, rows)
    return len(rows)
