# id: reads-everything
# check: test_cells_opened
# why: It is easiest to fetch all cells and sort out afterwards; the answer is right, and nothing was saved.
# source: https://github.com/facebookresearch/faiss/issues/1036 (with nprobe = nlist the index is "an inefficient implementation of IndexFlat")
# BEGIN SOLUTION search
    order = np.argsort(((centers - query) ** 2).sum(axis=1))[:nprobe]
    found = []
    for cell in range(len(centers)):
        ids, vectors = read(cell)
        if cell in order:
            found += [(float(((v - query) ** 2).sum()), int(i)) for i, v in zip(ids, vectors)]
    return [i for _, i in sorted(found)[:k]]
# END SOLUTION
