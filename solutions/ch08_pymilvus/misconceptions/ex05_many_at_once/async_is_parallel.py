# id: async-is-parallel
# check: test_as_many_as_may
# why: The function is async and every call is awaited, so it looks concurrent. An await in a loop waits for each search before the next one starts.
# source: docs.python.org, asyncio-task, "Coroutines" (two awaits one after the other take the sum of both)
# BEGIN SOLUTION
    client = AsyncMilvusClient(uri)
    answers = []
    try:
        for question in questions:
            try:
                hits = await client.search(name, data=[question["vector"]], filter=f'kind == "{question["kind"]}"', limit=question["k"])
            except (MilvusException, grpc.RpcError):
                answers.append(None)
            else:
                answers.append([hit["id"] for hit in hits[0]])
        return answers
    finally:
        await client.close()
# END SOLUTION
