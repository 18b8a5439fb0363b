# id: null-is-compared
# check: test_rated_but_not
# why: In Python one writes `!= None`, in JSON there is a null. A filter has no such value to compare with; it has `is null` and `is not null`.
# source: https://github.com/milvus-io/milvus/issues/46691 ("xxx == null" is refused with a puzzling error; a maintainer answers: is null)
# BEGIN SOLUTION rated_but_not
    return [row["id"] for row in client.query(name, filter=f"stars != null and stars != {stars}", output_fields=["id"])]
# END SOLUTION
