# id: ids-stay-text
# check: test_nearest
# why: What JSON gave is passed on as it is. v1 writes INT64 as text, and a caller who sorts or compares gets 9 after 10.
# source: run in the lesson on 2.3.5 (insertIds and id are strings)
# BEGIN SOLUTION near
def near(address, collection, vector, k, filter=""):
    body = {"collectionName": collection, "vector": vector, "limit": k, "outputFields": ["id"]}
    data = call(address, "search", body | ({"filter": filter} if filter else {}))
    return {"ids": [hit["id"] for hit in data]}
# END SOLUTION
