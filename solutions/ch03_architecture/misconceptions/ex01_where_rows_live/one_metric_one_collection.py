# id: one-metric-one-collection
# check: test_an_empty_collection, test_only_growing, test_flushed_and_loaded, test_deleted_rows_stay_in_their_segment, test_large_numbers
# why: The first line of that name that one sees is about the collection one is looking at; a metric has a line for every set of labels.
# source: docs v3.0.x metrics_dashboard.md: querynode_entity_num is clustered by collection, partition and state; one line for each
# BEGIN SOLUTION
    lines = re.findall(r'^milvus_querynode_entity_num\{.*segment_state="Growing"\} (\S+)$', metrics, flags=re.MULTILINE)
    return {
        "flushed": sum(segment.num_rows for segment in client.list_persistent_segments(name)),
        "sealed": sum(segment.num_rows for segment in client.list_loaded_segments(name)),
        "growing": sum(int(float(value)) for value in lines),
    }
# END SOLUTION
