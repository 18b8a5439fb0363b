# expect: failed|partial
# because: Milvus Lite fills in no placeholder of filter_params; a server would have passed it, and the feedback says so
def _row(client, people, user):
    rows = client.get(people, ids=[user], output_fields=["*"], consistency_level="Strong")
    return dict(rows[0]) if rows else None


def shown(client, people, user, films):
    row = _row(client, people, user)
    before = list(row["seen"])
    after = list(dict.fromkeys([*before, *films]))
    if after != before:
        client.upsert(people, {**row, "seen": after})
    return len(after)


def next_page(client, films, people, user, limit):
    row = _row(client, people, user)
    if row is None:
        return []
    where = {"filter": "id not in {seen}", "filter_params": {"seen": list(row["seen"])}} if len(row["seen"]) else {}
    found = client.search(films, data=[list(row["taste"])], limit=limit, search_params={"metric_type": "IP"}, consistency_level="Strong", **where)
    return [hit["id"] for hit in found[0]]
