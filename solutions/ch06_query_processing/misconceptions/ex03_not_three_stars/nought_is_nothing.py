# id: nought-is-nothing
# check: test_unrated
# why: Many tables keep 0 or -1 for "not known", and some clients show NULL as 0. Here 0 is a value like any other.
# source: https://github.com/milvus-io/milvus/issues/36134 (NULL rows answered to "field == 0"; fixed as a bug)
# BEGIN SOLUTION unrated
    return [row["id"] for row in client.query(name, filter="stars == 0", output_fields=["id"])]
# END SOLUTION
