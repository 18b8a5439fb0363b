# expect: failed|partial
# because: "A query may not return more than 100 rows either": all rows are read and sorted here
def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    taken, count = [], {}
    rows = client.query(name, filter="", limit=3000, output_fields=["id", "genre", "vector"], consistency_level="Strong")
    rows.sort(key=lambda row: -sum(a * b for a, b in zip(row["vector"], taste)))
    for row in rows:
        genre = row["genre"]
        if len(taken) < limit and count.get(genre, 0) < most:
            count[genre] = count.get(genre, 0) + 1
            taken.append(row["id"])
    return taken
