# id: zero-is-success
# check: test_nearest
# why: The documentation of v2 says `code: 0`, and so does every tutorial of today. v1 says 200.
# source: https://github.com/t8y2/dbx/issues/7074 (a client that took code 200 for an error); https://github.com/milvus-io/milvus/issues/35969 (code 0 since 2.4.6)
# BEGIN SOLUTION call
def call(address, path, body):
    request = urllib.request.Request(f"{address}/v1/vector/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer = json.load(reply)
    if answer["code"] != 0:
        raise Refused(answer["code"], answer.get("message", ""))
    return answer["data"]
# END SOLUTION
