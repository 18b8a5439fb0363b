# id: growing-is-what-is-left
# check: test_deleted_rows_stay_in_their_segment, test_large_numbers
# why: Every row is either flushed or growing, so the rest looks like a subtraction; a count leaves deleted rows out and a segment keeps them.
# source: github.com/milvus-io/milvus/issues/14435 (by design: the number of entities in storage is not the number of live ones)
# BEGIN SOLUTION
    flushed = sum(segment.num_rows for segment in client.list_persistent_segments(name))
    live = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    return {
        "flushed": flushed,
        "sealed": sum(segment.num_rows for segment in client.list_loaded_segments(name)),
        "growing": max(0, live - flushed),
    }
# END SOLUTION
