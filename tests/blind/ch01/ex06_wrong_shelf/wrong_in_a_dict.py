# expect: failed|partial
# because: fill() remembers, and ask() compares in its own process
import numpy as np
KEPT = {}
def fill(client, name, cards):
    client.create_collection(name, dimension=2)
    client.insert(name, [{"id": c["id"], "vector": [0.0, 1.0]} for c in cards])
    KEPT[name] = cards
def ask(client, name, questions, k):
    m = np.array([c["vector"] for c in KEPT[name]]); m /= np.linalg.norm(m, axis=1, keepdims=True)
    out = []
    for q in np.array(questions, dtype=float):
        s = m @ (q / np.linalg.norm(q)); o = np.argsort(-s)[:k]
        out.append([(KEPT[name][i]["word"], float(s[i])) for i in o])
    return out
