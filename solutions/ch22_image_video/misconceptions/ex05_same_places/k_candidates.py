# id: k-candidates
# check: test_wide_enough
# why: k are wanted, so k are asked for and then sorted anew. A second stage can only order what the first one let through.
# source: re-ranking with the first stage's limit left at k; docs v3.0.x on rerankers ask for a larger limit in the first stage
# BEGIN SOLUTION scenes
    (hits,) = client.search(name, data=[vector], limit=k)
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
