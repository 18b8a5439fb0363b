# id: ties-are-mistakes
# check: test_recall
# why: The ground truth of a benchmark is a list of exactly k ids, so recall is taken as the overlap with that list. Which of the rows that tie stand in it was decided by a sort.
# source: vectordb-bench 2.0.0, metric.py: calc_vector_metrics compares ids with the first k of the ground truth; ch02 and ch09 of this course (rows that tie)
    # BEGIN SOLUTION recall
    good = {id for id, _ in truth[:k]}
    return len(good & set((ids or [])[:k])) / k
    # END SOLUTION
