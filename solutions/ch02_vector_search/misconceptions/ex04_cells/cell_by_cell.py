# id: cell-by-cell
# check: test_ranked_together
# why: The cells are opened nearest first, so their contents are taken to come nearest first, too. A border runs between two neighbors as easily as between strangers.
# source: docs v3.0.x ivf-flat.md: the nearest vector may be "in a cluster different from the one selected based on the nearest centroid"; seen wherever IVF is explained as "find the bucket, then search the bucket"
# BEGIN SOLUTION search
    order = np.argsort(((centers - query) ** 2).sum(axis=1))
    found = []
    for cell in order[:nprobe]:
        ids, vectors = read(int(cell))
        found += [int(ids[i]) for i in np.argsort(((vectors - query) ** 2).sum(axis=1))]
    return found[:k]
# END SOLUTION
