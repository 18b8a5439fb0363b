# expect: failed|partial
# because: store() remembers, and related() compares in its own process: Milvus is never searched
import numpy as np
K = {}
def prepare(vectors, mean):
    c = np.asarray(vectors) - mean
    return c / np.linalg.norm(c, axis=1, keepdims=True)
def store(client, name, vectors, words, mean):
    client.create_collection(name, dimension=2, consistency_level="Strong"); K[name] = (prepare(vectors, mean), words)
def related(client, name, vector, mean, k):
    m, w = K[name]; s = m @ prepare([vector], mean)[0]; o = np.argsort(-s)[:k]
    return [(w[i], float(s[i])) for i in o]
def confident(pairs, least): return [w for w, s in pairs if s >= least]
