# id: radius-is-inside
# check: test_within
# why: A circle of radius 5 contains what is 5 away. In Milvus the radius itself is outside, and range_filter inside.
# source: https://github.com/milvus-io/milvus/issues/21655 ("excluding radius, including range_filter"); https://github.com/milvus-io/milvus/issues/27743 (even the docs had a bound wrong)
# BEGIN SOLUTION within
    asked = {"radius": far**2}
    hits = client.search(name, data=[place], anns_field="place", limit=1000, search_params={"params": asked})[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
