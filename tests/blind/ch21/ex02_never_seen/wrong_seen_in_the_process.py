# expect: failed|partial
# because: "Write them into the user's row": what was shown is kept in a module dict, and only the page of this process knows it
SHOWN = {}


def shown(client, people, user, films):
    """Write what was shown into the user's row; returns how many films they have seen."""
    (row,) = client.query(people, filter=f"id == {user}", output_fields=["*"], consistency_level="Strong")
    row = dict(row)
    seen = list(SHOWN.get((people, user), row["seen"]))
    there = set(seen)
    for film in films:
        if film not in there:
            seen.append(film)
            there.add(film)
    SHOWN[people, user] = seen
    return len(seen)


def next_page(client, films, people, user, limit):
    """The ids of the next films for a user, best first."""
    rows = client.query(people, filter=f"id == {user}", output_fields=["taste", "seen"], consistency_level="Strong")
    if not rows:
        return []
    taste, seen = list(rows[0]["taste"]), SHOWN.get((people, user), list(rows[0]["seen"]))
    where = f"id not in {seen}" if seen else ""
    (hits,) = client.search(films, data=[taste], anns_field="vector", limit=limit, filter=where, consistency_level="Strong")
    return [hit["id"] for hit in hits]
