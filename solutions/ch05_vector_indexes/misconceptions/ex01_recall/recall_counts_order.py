# id: recall-counts-order
# check: test_order_does_not_count
# why: Comparing two arrays element by element is the shortest way to write it, and NumPy makes it look right: (found == truth).mean(). One swap of two equally good neighbours then costs two hits.
# source: https://github.com/erikbern/ann-benchmarks (plotting/metrics.py counts by a distance threshold, so order plays no part); seen in: test scripts that do np.mean(I == gt)
# BEGIN SOLUTION
    matches = sum(f == t for fs, ts in zip(found, truth) for f, t in zip(fs, ts))
    return matches / sum(len(t) for t in truth)
# END SOLUTION
