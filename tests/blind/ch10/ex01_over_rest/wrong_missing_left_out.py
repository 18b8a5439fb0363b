# expect: partial|failed
# because: an id that is not there is left out
"""Milvus with nothing but HTTP.

Write a program that talks to Milvus over its REST API **v1**, with Python's standard library alone. It is run as
`python ex01_over_rest.py ADDRESS COLLECTION`; ADDRESS is a URL such as `http://127.0.0.1:19530`. The collection is there and loaded: `id`
(INT64, primary key), `vector` (4 numbers, L2) and `note` (VARCHAR). Standard input has one JSON object per line. Each is one request, and gives
one line of JSON on standard output:

- `{"op": "put", "rows": [{"id": 7, "vector": […], "note": "…"}]}` inserts the rows, and prints how many and which: `{"stored": [7]}`, the ids
  in the order of the rows.
- `{"op": "near", "vector": […], "k": 3, "filter": "id > 5"}` prints the ids of the k nearest rows that the filter keeps, nearest first:
  `{"ids": [12, 7]}`. Without `filter` every row counts. `k` is at most 16,384.
- `{"op": "notes", "ids": [12, 99]}` prints the notes in the order of the ids, and `null` for an id that is not there: `{"notes": ["…", null]}`.
  Up to 1,000 ids.

Ids are any INT64, and are printed as numbers, exactly as they are. The rows of a `put` are not asked for in the same run.

If Milvus **refuses** a request, print `{"refused": 1804}`, with Milvus' own code, and continue with the next line. If what answers is not Milvus'
REST API (no connection, an HTTP status other than 200, no JSON), say so on standard error and end with exit status 1 at once. Otherwise the exit
status is 0.
"""

import json
import sys
import urllib.error
import urllib.request


class Refused(Exception):
    """Milvus has said no; `code` is its own."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
def call(address, path, body):
    """POST one request and return its `data`."""
    request = urllib.request.Request(f"{address}/v1/vector/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer = json.load(reply)
    if answer["code"] != 200:
        raise Refused(answer["code"], answer.get("message", ""))
    return answer["data"]
def put(address, collection, rows):
    """The ids of the rows that were stored."""
    data = call(address, "insert", {"collectionName": collection, "data": rows})
    return {"stored": [int(i) for i in data["insertIds"]]}
def near(address, collection, vector, k, filter=""):
    """The ids of the nearest rows."""
    body = {"collectionName": collection, "vector": vector, "limit": k, "outputFields": ["id"]}
    data = call(address, "search", body | ({"filter": filter} if filter else {}))
    return {"ids": [int(hit["id"]) for hit in data]}
def notes(address, collection, ids):
    """The notes of these rows, None for a row that is not there."""
    data = call(address, "get", {"collectionName": collection, "id": ids, "outputFields": ["id", "note"]})
    found = {int(row["id"]): row["note"] for row in data}
    return {"notes": [found[i] for i in ids if i in found]}


def main(address, collection):
    does = {"put": put, "near": near, "notes": notes}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = does[request.pop("op")](address, collection, **request)
        except Refused as error:
            answer = {"refused": error.code}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, ValueError) as error:  # urllib's errors are OSErrors, json's are ValueErrors
        sys.exit(f"no REST API of Milvus: {error}")
