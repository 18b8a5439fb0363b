# expect: passed
# because: "a page may take as many searches as it needs, up to 40": the order is read in hundreds, each search leaves out the ids that came before; 30 searches read all 3,000
def in_order(client, name, taste):
    """All films in the order of the inner product, a hundred at a time."""
    came = []
    while True:
        where = f"id not in {came}" if came else ""
        hits = client.search(name, data=[list(taste)], limit=100, filter=where, output_fields=["genre"], consistency_level="Strong")[0]
        for hit in hits:
            came.append(hit["id"])
            yield hit["id"], hit["entity"]["genre"]
        if len(hits) < 100:
            return


def varied(client, name, taste, limit, most):
    page, by_genre = [], {}
    for film, genre in in_order(client, name, taste):
        if by_genre.setdefault(genre, 0) < most:
            by_genre[genre] += 1
            page.append(film)
            if len(page) >= limit:
                break
    return page
