# expect: passed
# because: "genres may contain quotation marks": backslash and quote are escaped by hand, one condition per full genre; stops when a search adds nothing
def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def varied(client, name, taste, limit, most):
    page = {}  # id: genre, in the order of taking
    for _ in range(40):
        genres = list(page.values())
        full = {genre for genre in genres if genres.count(genre) >= most}
        conditions = [f"genre != {literal(genre)}" for genre in sorted(full)]
        conditions += ["id not in [" + ", ".join(str(film) for film in page) + "]"] if page else []
        hits = client.search(name, data=[taste], limit=100, filter=" and ".join(conditions), output_fields=["id", "genre"], consistency_level="Strong")[0]
        before = len(page)
        for hit in hits:
            genre = hit["entity"]["genre"]
            if len(page) < limit and list(page.values()).count(genre) < most:
                page[hit["id"]] = genre
        if len(page) == before or len(page) == limit:
            break
    return list(page)
