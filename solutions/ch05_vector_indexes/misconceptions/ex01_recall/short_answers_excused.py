# id: short-answers-excused
# check: test_short_answers_are_not_excused
# why: Dividing by the number of hits that came back is precision, and is the same as recall as long as every answer is full. A filter, a range search or a small nprobe makes answers short, and then the worst answers look best.
# source: https://github.com/zilliztech/knowhere/issues/354 (an IVF search with a small nprobe and a large topk returns fewer than topk); https://github.com/milvus-io/milvus/issues/38307
# BEGIN SOLUTION
    shares = [len(set(f) & set(t)) / max(len(f), 1) for f, t in zip(found, truth)]
    return sum(shares) / len(shares)
# END SOLUTION
