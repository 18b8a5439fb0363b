# id: direction-is-all
# check: test_changed_days
# why: Vectors are compared by cosine everywhere else, so the means are compared by cosine here. A vector that is twice as long has the same direction.
# source: docs v3.0.x, Metric Types (COSINE does not depend on length)
# BEGIN SOLUTION calibrate
    rows, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while page := pages.next():
        rows += [row["vector"] for row in page]
    pages.close()
    rng = np.random.default_rng(5)
    rows = np.array(rows)[rng.permutation(len(rows))]
    mean = rows[: len(rows) // 2].mean(axis=0)
    kept = rows[len(rows) // 2 :]
    days = [distance(kept[rng.integers(0, len(kept), size)], mean) for _ in range(2000)]
    return {"mean": mean.tolist(), "limit": float(np.quantile(days, 1 - rate))}


def distance(day, mean):
    day = np.mean(day, axis=0)
    return float(1 - day @ mean / np.linalg.norm(day) / np.linalg.norm(mean))
# END SOLUTION
