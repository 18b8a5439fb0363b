# expect: partial|failed
# because: takes the questions out of the caller's own list, which is empty afterwards
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


async def worker(client, name, questions, answers):
    while questions:
        question = questions.pop()
        place = len(questions)
        try:
            (hits,) = await client.search(
                name, data=[question["vector"]], filter=f'kind == {json.dumps(question["kind"], ensure_ascii=False)}', limit=question["k"], output_fields=["id"]
            )
            answers[place] = [hit["id"] for hit in hits]
        except (MilvusException, grpc.RpcError):
            answers[place] = None


async def search_all(uri, name, questions, at_once):
    """The ids for each question, at most `at_once` searches at the same time."""
    answers = [None] * len(questions)
    if questions:
        async with AsyncMilvusClient(uri) as client:
            await asyncio.gather(*(worker(client, name, questions, answers) for _ in range(at_once)))
    return answers
