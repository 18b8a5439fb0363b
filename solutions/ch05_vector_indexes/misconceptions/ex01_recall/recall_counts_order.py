# id: recall-counts-order
# check: test_order_does_not_count
# why: Comparing two arrays element by element is the shortest way to write it, and NumPy makes it look right: (found == truth).mean(). One swap of two equally good neighbors then costs two hits.
# source: the README of https://github.com/nmslib/hnswlib measures recall as np.mean(labels.reshape(-1) == np.arange(n)), which is right for k=1 only; the line is copied into code that asks for more
# BEGIN SOLUTION
    matches = sum(f == t for fs, ts in zip(found, truth) for f, t in zip(fs, ts))
    return matches / sum(len(t) for t in truth)
# END SOLUTION
