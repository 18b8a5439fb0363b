"""No filter: as many more films as the user has seen, and what was seen is taken out afterwards. Right because the multiple is not fixed."""


def shown(client, people, user, films):
    row = client.query(people, filter=f"id == {user}", output_fields=["id", "taste", "seen"])[0]
    seen = [int(film) for film in row["seen"]]
    for film in films:
        if film not in seen:
            seen.append(film)
    client.upsert(people, {"id": user, "taste": [float(x) for x in row["taste"]], "seen": seen})
    return len(seen)


def next_page(client, films, people, user, limit):
    found = client.query(people, filter=f"id == {user}", output_fields=["taste", "seen"])
    if len(found) == 0:
        return []
    known = set(found[0]["seen"])
    hits = client.search(films, [list(found[0]["taste"])], limit=limit + len(known), search_params={"metric_type": "IP"})[0]
    page = []
    for hit in hits:
        if hit["id"] not in known and len(page) < limit:
            page.append(hit["id"])
    return page
