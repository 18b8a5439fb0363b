# id: two-hundred-is-success
# check: test_refused
# why: HTTP says 200, OK. In this API that means that there is an answer; whether it is a refusal stands in the body, in `code`.
# source: run in the lesson on 2.3.5; https://github.com/milvus-io/milvus/issues/50353, https://github.com/milvus-io/milvus/issues/52991 (all but 401 and 403 is HTTP 200)
# BEGIN SOLUTION call
def call(address, path, body):
    request = urllib.request.Request(f"{address}/v1/vector/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply).get("data") or {}
# END SOLUTION
# BEGIN SOLUTION put
def put(address, collection, rows):
    data = call(address, "insert", {"collectionName": collection, "data": rows})
    return {"stored": [int(i) for i in data.get("insertIds", [])]}
# END SOLUTION
