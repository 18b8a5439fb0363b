"""One connection of http.client for all requests, and a query with a limit in place of get."""

import http.client
import json
import sys
from urllib.parse import urlsplit


class Milvus:
    def __init__(self, address, collection):
        where = urlsplit(address)
        self.prefix, self.collection = where.path.rstrip("/"), collection
        self.http = http.client.HTTPConnection(where.hostname, where.port or 80, timeout=60)

    def post(self, what, **body):
        text = json.dumps({"collectionName": self.collection, **body})
        self.http.request("POST", f"{self.prefix}/v1/vector/{what}", text.encode(), {"Content-Type": "application/json", "Accept": "application/json"})
        reply = self.http.getresponse()
        raw = reply.read()
        if reply.status != 200:
            raise ConnectionError(f"HTTP {reply.status}")
        answer = json.loads(raw)
        return (answer.get("data"), None) if answer["code"] == 200 else (None, answer["code"])

    def put(self, rows):
        return self.told(self.post("insert", data=rows), lambda data: {"stored": [*map(int, data["insertIds"])]})

    def near(self, vector, k, filter=None):
        more = {"filter": filter} if filter else {}
        return self.told(self.post("search", vector=vector, limit=k, outputFields=["id"], **more), lambda data: {"ids": [int(h["id"]) for h in data]})

    def notes(self, ids):
        def pick(data):
            by_id = {str(row["id"]): row["note"] for row in data}
            return {"notes": [by_id.get(str(i)) for i in ids]}

        return self.told(self.post("query", filter=f"id in {ids}", limit=len(ids), outputFields=["id", "note"]), pick)

    @staticmethod
    def told(answer, make):
        data, code = answer
        return {"refused": code} if code is not None else make(data)


try:
    milvus = Milvus(*sys.argv[1:3])
    for line in filter(str.strip, sys.stdin):
        task = json.loads(line)
        op = task.pop("op")
        print(json.dumps(getattr(milvus, op)(**task)))
except (OSError, http.client.HTTPException, json.JSONDecodeError) as error:
    print(type(error).__name__, error, file=sys.stderr)
    raise SystemExit(1) from None
