# id: one-like-is-a-taste
# check: test_some_likes
# why: As soon as there is a vector, search with it: the code has one branch, for users without likes. One film's neighbors are then all that a new user sees.
# source: Cold-start sections of recommender tutorials, which know “new” and “not new” only
# BEGIN SOLUTION first_page
    liked = sorted(set(liked))
    known = client.get(name, ids=liked, output_fields=["vector"]) if liked else []
    taste = by_taste(client, name, known, liked, limit) if known else []
    if len(known) >= 1:
        return taste
    popular = by_likes(client, name, liked, genres)
    if not known:
        return popular[:limit]
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
