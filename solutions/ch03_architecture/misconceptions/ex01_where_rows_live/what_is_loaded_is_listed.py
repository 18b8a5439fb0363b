# id: what-is-loaded-is-listed
# check: test_only_growing, test_deleted_rows_stay_in_their_segment, test_large_numbers
# why: Segment states include Growing, and the call is said to list what the query nodes hold in memory; it lists the sealed segments.
# source: github.com/milvus-io/milvus/issues/16598 (empty answer for a growing segment); pull 18255: GetQuerySegmentInfo returns sealed loaded segments
# BEGIN SOLUTION
    loaded = client.list_loaded_segments(name)
    return {
        "flushed": sum(segment.num_rows for segment in client.list_persistent_segments(name)),
        "sealed": sum(segment.num_rows for segment in loaded if "Growing" not in str(segment.state)),
        "growing": sum(segment.num_rows for segment in loaded if "Growing" in str(segment.state)),
    }
# END SOLUTION
