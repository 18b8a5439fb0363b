# expect: failed|partial
# because: "then the best of popular that is not [on the page], then taste again": when the next of a list is on the page already, that list loses its turn
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

    taste = []
    if mine:
        total = [float(sum(numbers)) for numbers in zip(*(row["vector"] for row in rows))]
        (hits,) = client.search(name, data=[total], limit=2 * limit, filter=f"id not in {sorted(mine)}", consistency_level="Strong")
        taste = [hit["id"] for hit in hits]

    if not mine:
        return popular[:limit]
    if len(mine) >= 3:
        return taste[:limit]
    page = []
    for pair in zip(taste, popular):
        for film in pair:
            if film not in page:
                page.append(film)
    return page[:limit]
