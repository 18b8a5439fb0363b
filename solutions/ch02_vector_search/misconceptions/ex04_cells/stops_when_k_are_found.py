# id: stops-when-k-are-found
# check: test_cells_opened
# why: k were asked for and k are there, so the search seems done. The proposal comes up wherever answers come back short.
# source: https://github.com/NVIDIA/cuvs/issues/481 ("adjust n_probes based on the number of found candidates"); https://github.com/facebookresearch/faiss/issues/188
# BEGIN SOLUTION search
    order = np.argsort(((centers - query) ** 2).sum(axis=1))
    found = []
    for cell in order:
        ids, vectors = read(int(cell))
        found += [(float(((v - query) ** 2).sum()), int(i)) for i, v in zip(ids, vectors)]
        if len(found) >= k:
            break
    return [i for _, i in sorted(found)[:k]]
# END SOLUTION
