# id: a-test-per-number
# check: test_quiet_days
# why: Each number of the vector is watched, each with a limit that a quiet day exceeds in one case of a hundred. That there are 32 such limits is not counted.
# source: Rabanser and others, Failing Loudly: An Empirical Study of Methods for Detecting Dataset Shift (2019), on univariate tests and the Bonferroni correction
# BEGIN SOLUTION calibrate
    rows, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while page := pages.next():
        rows += [row["vector"] for row in page]
    pages.close()
    rng = np.random.default_rng(5)
    rows = np.array(rows)
    days = np.array([rows[rng.integers(0, len(rows), size)].mean(axis=0) for _ in range(2000)])
    return {"low": np.quantile(days, rate / 2, axis=0).tolist(), "high": np.quantile(days, 1 - rate / 2, axis=0).tolist()}
# END SOLUTION
# BEGIN SOLUTION drifted
    mean = np.mean(window, axis=0)
    return bool(np.any((mean < np.array(profile["low"])) | (mean > np.array(profile["high"]))))
# END SOLUTION
