# expect: failed|partial
# because: 'You search there, and do not read the whole collection (no query, no iterator), nor anyone's vector': all rows are read and compared with NumPy
import numpy as np


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    rows = client.query(name, filter="open == true", output_fields=["kind", "least", "vector"], limit=4000)
    if not rows or not offers:
        return []
    matrix = np.array([row["vector"] for row in rows], dtype=float)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    fired = []
    for offer in offers:
        query = np.array(offer["vector"], dtype=float)
        cosines = matrix @ (query / np.linalg.norm(query))
        for n in np.argsort(-cosines):
            if rows[n]["kind"] in (offer["kind"], "any") and cosines[n] >= rows[n]["least"]:
                fired.append((offer["id"], rows[n]["id"]))
    return fired
