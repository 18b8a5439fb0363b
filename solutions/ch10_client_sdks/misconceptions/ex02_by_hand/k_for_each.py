# id: k-for-each
# check: test_filtered
# why: k hits were asked for, so the long list is cut every k. Where a filter leaves fewer, the first list gets those of the second.
# source: milvus-proto, schema.proto, SearchResultData.topks; run in the lesson
# BEGIN SOLUTION hits
    data = list(zip(reply.results.ids.int_id.data, reply.results.scores))
    n, k = reply.results.num_queries, max(reply.results.top_k, 1)
    return [[(int(i), float(d)) for i, d in data[q * k : (q + 1) * k]] for q in range(n)]
# END SOLUTION
