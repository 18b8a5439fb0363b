# id: a-day-is-a-row
# check: test_changed_days, test_it_does_ring
# why: Three standard deviations is the rule for what is unusual, and the standard deviation at hand is that of the vectors. A mean of a hundred vectors has a tenth of it.
# source: the standard error of the mean, in any introduction to statistics
# BEGIN SOLUTION calibrate
    rows, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while page := pages.next():
        rows += [row["vector"] for row in page]
    pages.close()
    rows = np.array(rows)
    mean = rows.mean(axis=0)
    far = np.linalg.norm(rows - mean, axis=1)
    return {"mean": mean.tolist(), "limit": float(np.quantile(far, 1 - rate))}
# END SOLUTION
# BEGIN SOLUTION drifted
    return bool(np.linalg.norm(np.mean(window, axis=0) - np.array(profile["mean"])) > profile["limit"])
# END SOLUTION
