# expect: passed
# because: "seen may hold ids of films that are gone": the films that are left are named (id in), instead of those that were seen
def shown(client, people, user, films):
    """Write what was shown into the user's row; returns how many films they have seen."""
    (row,) = client.query(people, filter=f"id == {user}", output_fields=["*"], consistency_level="Strong")
    row = dict(row)
    seen = list(row["seen"])
    there = set(seen)
    for film in films:
        if film not in there:
            seen.append(film)
            there.add(film)
    row["seen"] = seen
    client.upsert(people, [row])
    return len(seen)


def next_page(client, films, people, user, limit):
    """The ids of the next films for a user, best first."""
    rows = client.query(people, filter=f"id == {user}", output_fields=["taste", "seen"], consistency_level="Strong")
    if not rows:
        return []
    taste, seen = list(rows[0]["taste"]), list(rows[0]["seen"])
    iterator, left = client.query_iterator(films, batch_size=1000, filter="", output_fields=["id"]), []
    gone = set(seen)
    while batch := iterator.next():
        left += [row["id"] for row in batch if row["id"] not in gone]
    iterator.close()
    if not left:
        return []
    where = f"id in {left}"
    (hits,) = client.search(films, data=[taste], anns_field="vector", limit=limit, filter=where, consistency_level="Strong")
    return [hit["id"] for hit in hits]
