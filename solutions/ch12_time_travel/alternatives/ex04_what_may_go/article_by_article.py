"""Which versions ended before the horizon is asked of Milvus; of each article the newest of them stays if nothing newer is there."""

FOREVER = 9_999_999_999_999


def rows_where(client, name, filter, fields):
    pages = client.query_iterator(name, batch_size=500, filter=filter, output_fields=fields)
    try:
        while page := pages.next():
            yield from page
    finally:
        pages.close()


def prune(client, name, horizon):
    ended = {}
    for row in rows_where(client, name, f"valid_to <= {horizon}", ["id", "article", "valid_from"]):
        ended.setdefault(row["article"], []).append((row["valid_from"], row["id"]))
    alive = {row["article"] for row in rows_where(client, name, f"valid_to > {horizon}", ["article"])}
    goes = []
    for article, old in ended.items():
        old.sort()
        goes += [key for _, key in (old if article in alive else old[:-1])]
    for start in range(0, len(goes), 200):
        client.delete(name, filter=f"id in {goes[start : start + 200]}")
    return len(goes)


def as_of(client, name, at, horizon):
    if not at >= horizon:
        raise LookupError("before the horizon")
    return {r["article"]: r["title"] for r in rows_where(client, name, f"valid_from <= {at} and not (valid_to <= {at})", ["article", "title"])}


def erase(client, name, articles):
    if not articles:
        return 0
    where = f"article in {sorted(articles)}"
    count = client.query(name, filter=where, output_fields=["count(*)"])[0]["count(*)"]
    client.delete(name, filter=where)
    return count
