# expect: failed|partial
# because: what was shown stands before what was seen earlier
def shown(client, people, user, films):
    """Write what was shown into the user's row; returns how many films they have seen."""
    (row,) = client.get(people, ids=[user], output_fields=["id", "taste", "seen"])
    seen = list(dict.fromkeys([*films, *row["seen"]]))
    client.upsert(people, [{"id": user, "taste": list(row["taste"]), "seen": seen}])
    return len(seen)


def next_page(client, films, people, user, limit):
    """The ids of the next films for a user, best first."""
    rows = client.get(people, ids=[user], output_fields=["taste", "seen"])
    if not rows:
        return []
    seen = list(rows[0]["seen"])
    (hits,) = client.search(films, data=[list(rows[0]["taste"])], limit=limit, filter=f"id not in {seen}" if seen else "")
    return [hit["id"] for hit in hits]
