# expect: failed|partial
# because: "nothing may be remembered outside Milvus": rows of people are cached in the process
ROWS = {}


def _row(client, people, user):
    if (people, user) not in ROWS:
        rows = client.query(people, filter=f"id == {user}", output_fields=["*"], consistency_level="Strong")
        if not rows:
            return None
        ROWS[people, user] = dict(rows[0])
    return ROWS[people, user]


def shown(client, people, user, films):
    """Write what was shown into the user's row; returns how many films they have seen."""
    row = _row(client, people, user)
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
    row = _row(client, people, user)
    if row is None:
        return []
    taste, seen = list(row["taste"]), list(row["seen"])
    where = f"id not in {seen}" if seen else ""
    (hits,) = client.search(films, data=[taste], anns_field="vector", limit=limit, filter=where, consistency_level="Strong")
    return [hit["id"] for hit in hits]
