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
from grader.learner import NotStarted


class Refused(Exception):
    """Milvus has said no; `code` is its own."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


raise NotStarted("Refused")


raise NotStarted("call")


raise NotStarted("put")


raise NotStarted("near")


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
