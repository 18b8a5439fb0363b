# expect: passed
# because: turns whatever a search raises into None: "a question whose search fails gives None", whatever it was; a client that cannot be made still raises
"""Many at once.

A shop asks many questions at a time, and each has a filter and a limit of its own, so they cannot share one call:

    {"vector": [...], "kind": "tool", "k": 5}                             # 32 numbers

The collection `name` has `id` (INT64, primary key), `vector` (metric COSINE), `kind` (VARCHAR) and is loaded. A single search
spends most of its time waiting. A thousand at the same moment would bring the server down.

Write `search_all(uri, name, questions, at_once)` (a function, or an `async def`). It returns a list with one entry for each question, **in the order
of the questions**: the ids of the `k` nearest rows of its kind, nearest first.

- At no moment are more than `at_once` searches on their way. While enough questions are left, there are that many: wait for none
  of them before the next may go. `at_once` is from 1 to 8.
- A question that Milvus refuses gives `None` at its place, and the others are answered all the same.
- No question, no search. Each question is asked once.

`MilvusClient(uri)` and `AsyncMilvusClient(uri)` connect to it.
"""

import json
from concurrent.futures import ThreadPoolExecutor

from pymilvus import MilvusClient


def search_all(uri, name, questions, at_once):
    """The ids for each question, at most `at_once` searches at the same time."""
    if len(questions) == 0:
        return []
    client = MilvusClient(uri)

    def one(question):
        try:
            hits = client.search(
                name,
                data=[question["vector"]],
                filter=f'kind == {json.dumps(question["kind"], ensure_ascii=False)}',
                limit=question["k"],
                output_fields=["id"],
            )[0]
        except Exception:
            return None
        return [hit["id"] for hit in hits]

    with ThreadPoolExecutor(max_workers=at_once) as pool:
        return list(pool.map(one, questions))
