"""Both lists whole, as queues; a query per half of the popular list instead of an iterator."""

from collections import deque


def first_page(client, name, liked, genres, limit):
    left_out = set(liked)
    vectors = {row["id"]: row["vector"] for row in client.get(name, ids=list(left_out), output_fields=["vector"])} if left_out else {}
    near = deque()
    if vectors:
        taste = [sum(column) for column in zip(*vectors.values())]
        near.extend(hit["id"] for hit in client.search(name, [taste], limit=3000)[0] if hit["id"] not in left_out)
    if len(vectors) > 2:
        return list(near)[:limit]
    everything = client.query(name, filter="likes >= 0", output_fields=["genre", "likes"], limit=16_384)
    first = [row for row in everything if row["genre"] in genres]
    then = [row for row in everything if row["genre"] not in genres]
    popular = deque()
    for part in (first, then):
        popular.extend(row["id"] for row in sorted(part, key=lambda row: (-row["likes"], row["id"])) if row["id"] not in left_out)

    page, queues = {}, [near, popular] if vectors else [popular]
    while any(queues) and len(page) < limit:
        for queue in queues:
            while queue and queue[0] in page:
                queue.popleft()
            if queue and len(page) < limit:
                page[queue.popleft()] = True
    return list(page)
