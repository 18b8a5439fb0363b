# expect: failed|partial
# because: "best first": sorted by rising distance, although the inner product is better when larger
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
    where = f"id not in {seen}" if seen else ""
    (hits,) = client.search(films, data=[taste], anns_field="vector", limit=limit, filter=where, consistency_level="Strong")
    return [hit["id"] for hit in sorted(hits, key=lambda hit: hit["distance"])]
