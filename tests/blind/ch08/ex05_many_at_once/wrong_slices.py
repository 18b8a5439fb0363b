# expect: partial|failed
# because: sends the questions in slices of at_once; each slice waits for its slowest
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

import asyncio
import json

import grpc
from pymilvus import AsyncMilvusClient, MilvusException


async def search_all(uri, name, questions, at_once):
    """The ids for each question, at most `at_once` searches at the same time."""
    if not questions:
        return []
    client = AsyncMilvusClient(uri)
    gate = asyncio.Semaphore(at_once)

    async def one(question):
        async with gate:
            try:
                found = await client.search(
                    name, data=[question["vector"]], filter=f'kind == {json.dumps(question["kind"], ensure_ascii=False)}', limit=question["k"], output_fields=["id"]
                )
            except (MilvusException, grpc.RpcError):
                return None
            return [hit["id"] for hit in found[0]]

    try:
        answers = []
        for start in range(0, len(questions), at_once):
            answers += await asyncio.gather(*[one(question) for question in questions[start : start + at_once]])
        return answers
    finally:
        await client.close()
