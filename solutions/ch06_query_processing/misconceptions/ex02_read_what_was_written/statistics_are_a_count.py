# id: statistics-are-a-count
# check: test_audit
# why: get_collection_stats has a row_count. It counts what was flushed into segments, not what is there.
# source: https://github.com/zilliztech/memsearch/issues/534 (row_count 0 right after indexing, taken for lost rows)
# BEGIN SOLUTION audit
    return client.get_collection_stats(name)["row_count"]
# END SOLUTION
