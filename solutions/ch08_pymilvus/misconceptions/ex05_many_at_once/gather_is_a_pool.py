# id: gather-is-a-pool
# check: test_never_more
# why: gather() looks like the thing that runs tasks; one expects it to run a sensible number at a time. It starts all of them at once.
# source: https://docs.python.org/3/library/asyncio-task.html#asyncio.gather; https://stackoverflow.com/questions/48483348 (how to limit concurrency with asyncio)
# BEGIN SOLUTION
    client = AsyncMilvusClient(uri)

    async def one(question):
        try:
            hits = await client.search(name, data=[question["vector"]], filter=f'kind == "{question["kind"]}"', limit=question["k"])
        except (MilvusException, grpc.RpcError):
            return None
        return [hit["id"] for hit in hits[0]]

    try:
        return await asyncio.gather(*[one(question) for question in questions])
    finally:
        await client.close()
# END SOLUTION
