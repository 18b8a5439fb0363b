# expect: passed
# because: "the best of taste that is not on the page yet": each turn is a search with limit=1 that leaves out the page; popular is sorted once
def first_page(client, name, liked, genres, limit):
    """The ids of the first films that a user sees."""
    liked = list(dict.fromkeys(liked))
    rows = client.query(name, filter=f"id in {liked}", output_fields=["id", "vector"], consistency_level="Strong") if liked else []
    mine = {row["id"] for row in rows}

    popular = []
    if len(mine) < 3:
        iterator = client.query_iterator(name, batch_size=1000, filter="", output_fields=["id", "genre", "likes"], consistency_level="Strong")
        films = []
        while batch := iterator.next():
            films += batch
        iterator.close()
        films.sort(key=lambda film: (film["genre"] not in genres, -film["likes"], film["id"]))
        popular = [film["id"] for film in films if film["id"] not in mine]

    def taste(out, many):
        total = [float(sum(numbers)) for numbers in zip(*(row["vector"] for row in rows))]
        (hits,) = client.search(name, data=[total], limit=many, filter=f"id not in {sorted(out)}", consistency_level="Strong")
        return [hit["id"] for hit in hits]

    if not mine:
        return popular[:limit]
    if len(mine) >= 3:
        return taste(mine, limit)
    page = []
    for turn in range(limit):
        best = [film for film in popular if film not in page][:1] if turn % 2 else taste(mine | set(page), 1)
        page += best
    return page
