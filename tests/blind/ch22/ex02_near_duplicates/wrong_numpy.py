# expect: failed|partial
# because: "Milvus compares: comparing each picture with each other one in NumPy does not grow with the archive"
import numpy as np


def groups(client, name, threshold):
    ids, vectors = [], []
    iterator = client.query_iterator(name, output_fields=["id", "vector"], batch_size=500)
    while batch := iterator.next():
        ids += [row["id"] for row in batch]
        vectors += [row["vector"] for row in batch]
    iterator.close()
    if not ids:
        return []
    v = np.array(vectors)
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    near = v @ v.T >= threshold
    seen, result = set(), []
    for n in range(len(ids)):
        if n in seen:
            continue
        group, todo = {n}, [n]
        while todo:
            for m in np.flatnonzero(near[todo.pop()]).tolist():
                if m not in group:
                    group.add(m)
                    todo.append(m)
        seen |= group
        if len(group) > 1:
            result.append(sorted(ids[m] for m in group))
    return sorted(result)
