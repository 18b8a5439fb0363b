# expect: failed|partial
# because: "Vectors stay in Milvus": all vectors are read and compared in NumPy
import numpy as np


def moments(client, name, vector, k, floor):
    rows = []
    iterator = client.query_iterator(name, output_fields=["video", "second", "vector"], batch_size=1000)
    while batch := iterator.next():
        rows += batch
    iterator.close()
    if not rows:
        return []
    vectors = np.array([row["vector"] for row in rows])
    query = np.asarray(vector, dtype=float)
    cosines = vectors @ query / np.linalg.norm(vectors, axis=1) / np.linalg.norm(query)
    good, best = {}, {}
    for row, cosine in zip(rows, cosines.tolist()):
        if cosine >= floor:
            good.setdefault(row["video"], set()).add(row["second"])
            if cosine > best.get(row["video"], (-2, 0))[0]:
                best[row["video"]] = (cosine, row["second"])
    result = []
    for title, (cosine, second) in sorted(best.items(), key=lambda item: -item[1][0])[:k]:
        start = end = second
        while start - 1 in good[title]:
            start -= 1
        while end + 1 in good[title]:
            end += 1
        result.append({"video": title, "second": second, "score": cosine, "start": start, "end": end})
    return result
