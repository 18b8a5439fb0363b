# expect: passed
# because: keeps a set of running tasks and starts the next one whenever any has ended; a plain function that runs its own loop
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


async def answer(client, name, question):
    hits = await client.search(name, data=[question["vector"]], limit=question["k"], filter=f'kind == {json.dumps(question["kind"], ensure_ascii=False)}', output_fields=["id"])
    return [hit["id"] for hit in hits[0]]


async def run(uri, name, questions, at_once):
    client = AsyncMilvusClient(uri)
    results, running, waiting = {}, {}, iter(enumerate(questions))
    while True:
        while len(running) < at_once and (following := next(waiting, None)) is not None:
            place, question = following
            running[asyncio.ensure_future(answer(client, name, question))] = place
        if not running:
            break
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            place = running.pop(task)
            try:
                results[place] = task.result()
            except (MilvusException, grpc.RpcError):
                results[place] = None
    await client.close()
    return [results[place] for place in range(len(questions))]


def search_all(uri, name, questions, at_once):
    """The ids for each question, at most `at_once` searches at the same time."""
    return asyncio.run(run(uri, name, questions, at_once)) if questions else []
