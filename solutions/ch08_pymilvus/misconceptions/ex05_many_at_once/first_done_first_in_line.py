# id: first-done-first-in-line
# check: test_in_their_order
# why: as_completed() hands out results as they come, which is convenient, and on an idle machine they come in the order in which they were asked.
# source: https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed; concurrent.futures.as_completed
# BEGIN SOLUTION
    client = AsyncMilvusClient(uri)
    gate = asyncio.Semaphore(at_once)

    async def one(question):
        async with gate:
            try:
                hits = await client.search(name, data=[question["vector"]], filter=f'kind == "{question["kind"]}"', limit=question["k"])
            except (MilvusException, grpc.RpcError):
                return None
        return [hit["id"] for hit in hits[0]]

    try:
        return [await done for done in asyncio.as_completed([one(question) for question in questions])]
    finally:
        await client.close()
# END SOLUTION
