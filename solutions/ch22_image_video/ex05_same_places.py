"""Re-ranking: the same pieces at the same places.

Search by one vector per picture finds pictures with the same *pieces*. A kitchen advertisement and its cut-up collage look alike to it. To know whether a stored picture shows the same *scene*, look at where the pieces are. Write
`scenes(client, name, patches_name, vector, patches, k, width)`, in two stages.

**First**, Milvus finds candidates: the `width` pictures of the collection `name` whose `vector` (32 floats, COSINE) is most like the argument `vector`. Its key is `id` (INT64).

**Then** the candidates are ranked anew by their patches. The collection `patches_name` has a row per patch: `id` (INT64, the key), `picture` (INT64, the picture's id), `x` and `y` (INT64, its place in a grid) and `vector` (32 floats, COSINE). `patches` is a list of up to 16 patches of the query: `{"x": 2, "y": 0, "vector": […]}`.

- A patch of the query and a patch of the picture **match** if their cosine is 0.8 or more. One patch of the query may match several.
- Each match votes for a **shift**: (x of the picture's patch - x of the query's patch, y likewise). A scene that was photographed a little further to the right has one shift for all of it.
- The **score** of a picture is the number of votes of its most frequent shift; 0 without any match.

What comes back is a list of `(id, score)` for the best `k` of the candidates (k <= width <= 50), the highest score first; of equal scores, the one whose own vector is more like `vector` first. No two pictures have the same cosine with it, and no patch's cosine is nearer to 0.8 than 0.001.

Both collections read at the level Strong. A picture has up to 100 patches, so that 50 candidates have up to 5,000; all pictures together may have millions: only patches of candidates leave Milvus.
"""

import numpy as np


def scenes(client, name, patches_name, vector, patches, k, width):
    """The best k candidates as (id, score), re-ranked by votes for a common shift."""
    # BEGIN SOLUTION scenes
    (hits,) = client.search(name, data=[vector], limit=width)
    candidates = [hit["id"] for hit in hits]
    votes = {i: {} for i in candidates}
    if not candidates or not patches:
        return [(i, 0) for i in candidates[:k]]
    asked = unit([patch["vector"] for patch in patches])
    rows = client.query_iterator(patches_name, batch_size=1000, filter=f"picture in {candidates}", output_fields=["picture", "x", "y", "vector"])
    while batch := rows.next():
        cosines = unit([row["vector"] for row in batch]) @ asked.T
        for at, one in np.argwhere(cosines >= 0.8):
            row, patch = batch[at], patches[one]
            shift = row["x"] - patch["x"], row["y"] - patch["y"]
            votes[row["picture"]][shift] = votes[row["picture"]].get(shift, 0) + 1
    rows.close()
    scores = {i: max(votes[i].values(), default=0) for i in candidates}
    return [(i, scores[i]) for i in sorted(candidates, key=lambda i: -scores[i])[:k]]  # sorting is stable: the nearer one stays first


def unit(rows):
    rows = np.asarray(rows, dtype=float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
    # END SOLUTION
