# id: answered-is-done
# check: test_refused
# why: `urlopen` raises for a bad HTTP status, and nothing was raised. The refusal stands in the body, which nobody read.
# source: https://github.com/milvus-io/milvus/issues/52991; run in the lesson on 2.3.5
# BEGIN SOLUTION write
def write(address, collection, rows):
    """Upsert rows, at most 100 per request."""
    for start in range(0, len(rows), 100):
        body = {"collectionName": collection, "data": rows[start : start + 100]}
        request = urllib.request.Request(f"{address}/v1/vector/upsert", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            reply.read()
# END SOLUTION
# BEGIN SOLUTION main
    rows = {row["id"]: row for row in map(json.loads, filter(str.strip, sys.stdin))}
    write(rest, collection, list(rows.values()))
    stored = read(address, collection, list(rows))
    for id in filter(stored.__contains__, rows):
        print(json.dumps({"id": id, **stored[id]}, ensure_ascii=False))
    # END SOLUTION
