# id: hit-is-recall
# check: test_some_are_missing
# why: "Recall@k" is used for two things. In retrieval with one right document it is the share of queries with a hit; the index literature means the share of the k true neighbors. FAISS' own benchmarks call the first one 1-recall@k.
# source: https://github.com/facebookresearch/faiss/wiki/Indexing-1M-vectors defines "1-NN recall @ R" as the fraction of queries where the nearest neighbor is among the R first results
# BEGIN SOLUTION
    hits = [bool(set(f) & set(t)) for f, t in zip(found, truth)]
    return sum(hits) / max(len(hits), 1)
# END SOLUTION
