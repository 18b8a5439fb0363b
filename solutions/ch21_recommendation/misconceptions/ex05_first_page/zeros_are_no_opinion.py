# id: zeros-are-no-opinion
# check: test_no_likes
# why: A user without likes is the sum of nothing, which is a vector of zeros, and Milvus answers a search with it without an error.
# source: the cold-start branch that is missing in code that only knows “the sum of what was liked”; the lesson shows what such a search returns
# BEGIN SOLUTION first_page
    liked = sorted(set(liked))
    known = client.get(name, ids=liked, output_fields=["vector"]) if liked else []
    taste = by_taste(client, name, known, liked, limit) if known else []
    if len(known) >= 3:
        return taste
    popular = by_likes(client, name, liked, genres)
    if not known:
        return [hit["id"] for hit in client.search(name, data=[[0.0] * 16], limit=limit)[0]]
    page, lists, turn = [], [iter(taste), iter(popular)], 0
    while len(page) < limit:
        found = next((film for film in lists[turn % 2] if film not in page), None)
        if found is not None:
            page.append(found)
        elif len(page) == len(popular):
            break
        turn += 1
    return page


def by_taste(client, name, known, liked, limit):
    """The films nearest to the sum of the known ones."""
    vector = [sum(numbers) for numbers in zip(*(row["vector"] for row in known), strict=True)]
    (hits,) = client.search(name, data=[vector], limit=limit, filter=f"id not in {liked}")
    return [hit["id"] for hit in hits]


def by_likes(client, name, liked, genres):
    """All films, the chosen genres first, the most liked first."""
    rows, films = [], client.query_iterator(name, batch_size=1000, output_fields=["id", "genre", "likes"])
    while batch := films.next():
        rows += batch
    films.close()
    rows.sort(key=lambda row: (row["genre"] not in genres, -row["likes"], row["id"]))
    return [row["id"] for row in rows if row["id"] not in liked]
    # END SOLUTION
