# id: batch-by-batch
# check: test_one_slow_search
# why: Slices of at_once questions, one gather() after the other, never exceed the cap. One slow search then holds up all those that have not begun.
# source: https://stackoverflow.com/questions/48483348 (answers that gather in chunks, and comments on what that costs)
# BEGIN SOLUTION
    client = AsyncMilvusClient(uri)

    async def one(question):
        try:
            hits = await client.search(name, data=[question["vector"]], filter=f'kind == "{question["kind"]}"', limit=question["k"])
        except (MilvusException, grpc.RpcError):
            return None
        return [hit["id"] for hit in hits[0]]

    answers = []
    try:
        for start in range(0, len(questions), at_once):
            answers += await asyncio.gather(*[one(question) for question in questions[start : start + at_once]])
        return answers
    finally:
        await client.close()
# END SOLUTION
