# expect: passed
# because: inserts only what is not there; commits in the order of partitions
import json


def load(client, name, poll, commit):
    while messages := poll(150):
        good = {}
        for m in messages:
            try:
                body = json.loads(m["value"] or "null")
            except ValueError:
                continue
            if isinstance(body, dict) and "vector" in body and "offer" in body:
                good[f"p{m['partition']:02d}o{m['offset']:010d}"] = (m["key"], body)
        there = {r["id"] for r in client.get(name, ids=list(good), output_fields=["id"])} if good else set()
        fresh = [{"id": i, "visitor": k, "offer": b["offer"], "vector": b["vector"]} for i, (k, b) in good.items() if i not in there]
        if fresh:
            client.insert(name, fresh)
        ends = {}
        for m in messages:
            ends[m["partition"]] = max(ends.get(m["partition"], 0), m["offset"] + 1)
        for p in sorted(ends):
            commit(p, ends[p])
