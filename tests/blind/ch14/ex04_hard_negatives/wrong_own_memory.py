# expect: failed|partial
# because: 'no vectors leave it but those of the anchors … much larger than your memory': all vectors are read, and NumPy ranks
import numpy as np


def mine(client, name, anchors, k, ceiling):
    rows, cursor = [], client.query_iterator(name, batch_size=1000, output_fields=["id", "label", "vector"])
    while page := cursor.next():
        rows += page
    cursor.close()
    matrix = np.array([row["vector"] for row in rows])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    where = {row["id"]: i for i, row in enumerate(rows)}
    labels = np.array([row["label"] for row in rows])
    result = {}
    for anchor in anchors:
        cosines = matrix @ matrix[where[anchor]]
        order = np.argsort(-cosines)
        good = order[(labels[order] != labels[where[anchor]]) & (cosines[order] < ceiling)]
        result[anchor] = [rows[i]["id"] for i in good[:k]]
    return result
