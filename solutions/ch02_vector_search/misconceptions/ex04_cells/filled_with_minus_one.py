# id: filled-with-minus-one
# check: test_short_answers
# why: faiss returns arrays of a fixed width and fills what is missing with -1; code copied from it hands the -1 on as if it were a row.
# source: https://github.com/facebookresearch/faiss/wiki/FAQ (what does it mean when a search returns -1 ids); https://github.com/facebookresearch/faiss/issues/442; https://github.com/facebookresearch/faiss/issues/696
# BEGIN SOLUTION search
    order = np.argsort(((centers - query) ** 2).sum(axis=1))
    found = []
    for cell in order[:nprobe]:
        ids, vectors = read(int(cell))
        found += [(float(((v - query) ** 2).sum()), int(i)) for i, v in zip(ids, vectors)]
    best = [i for _, i in sorted(found)[:k]]
    return best + [-1] * (k - len(best))
# END SOLUTION
