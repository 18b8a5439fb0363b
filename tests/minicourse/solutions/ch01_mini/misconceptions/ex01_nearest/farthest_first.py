# id: farthest-first
# check: test_by_hand, test_k_of_one
# why: a larger score is better in most rankings
# source: the course's own miniature
# BEGIN SOLUTION
    distances = ((np.asarray(rows) - np.asarray(query)) ** 2).sum(axis=1)
    return [int(i) for i in np.argsort(-distances)[:k]]
# END SOLUTION
