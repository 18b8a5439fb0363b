# expect: passed
# because: "Write newest_best": all rows are read with an iterator, and the scores are made in NumPy
import numpy as np


def newest_best(client, name, taste, limit, now, half_life):
    iterator = client.query_iterator(name, batch_size=1000, filter=f"released <= {now}", output_fields=["id", "released", "vector"], consistency_level="Strong")
    rows = []
    while batch := iterator.next():
        rows.extend(batch)
    iterator.close()
    if not rows:
        return []
    ids = np.array([row["id"] for row in rows], dtype=np.int64)
    released = np.array([row["released"] for row in rows], dtype=np.int64)
    product = np.array([row["vector"] for row in rows], dtype=np.float32).astype(float) @ np.asarray(taste, dtype=np.float32).astype(float)
    suits = product > 0
    ids, released, product = ids[suits], released[suits], product[suits]
    score = product * np.power(0.5, (now - released) / half_life)
    order = np.lexsort((ids, -released, -score))
    return [int(film) for film in ids[order[:limit]]]
