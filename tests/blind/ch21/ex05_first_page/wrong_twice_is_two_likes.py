# expect: failed|partial
# because: "an id that stands in liked twice counts once": the likes are counted by len(liked)
def first_page(client, name, liked, genres, limit):
    """The ids of the first films that a user sees."""
    liked = list(liked)
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

    taste = []
    if mine:
        total = [float(sum(numbers)) for numbers in zip(*(row["vector"] for row in rows))]
        (hits,) = client.search(name, data=[total], limit=2 * limit, filter=f"id not in {sorted(mine)}", consistency_level="Strong")
        taste = [hit["id"] for hit in hits]

    if not mine:
        return popular[:limit]
    if len([film for film in liked if film in mine]) >= 3:
        return taste[:limit]
    page, turn = [], 0
    lists = (iter(taste), iter(popular))
    while len(page) < limit:
        film = next((film for film in lists[turn] if film not in page), None)
        if film is None:
            break
        page.append(film)
        turn = 1 - turn
    return page
