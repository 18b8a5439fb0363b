# id: short-answers-excused
# check: test_short_answers_are_not_excused
# why: Dividing by the number of hits that came back is precision, and is the same as recall as long as every answer is full. A filter, a range search or a small nprobe makes answers short, and then the worst answers look best.
# source: https://github.com/milvus-io/milvus/discussions (searches that return fewer than limit); definition: docs v3.0.x index-explained.md speaks of topK, the number asked for
# BEGIN SOLUTION
    shares = [len(set(f) & set(t)) / max(len(f), 1) for f, t in zip(found, truth)]
    return sum(shares) / len(shares)
# END SOLUTION
