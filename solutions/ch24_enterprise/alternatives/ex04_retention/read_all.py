"""Every document is read once and judged in Python."""


def due(client, name, rules, now, holds):
    kept, late = {int(id) for id in holds}, []
    rows = client.query_iterator(name, batch_size=2000, output_fields=["id", "kind", "written"])
    while page := rows.next():
        for row in page:
            days = rules.get(row["kind"])
            if days is not None and now >= row["written"] + 24 * 60 * 60 * days and row["id"] not in kept:
                late.append(row["id"])
    rows.close()
    return sorted(late)


def expire(client, name, rules, now, holds):
    late = due(client, name, rules, now, holds)
    for at in range(0, len(late), 1000):
        client.delete(name, filter=f"id in {late[at : at + 1000]}")
    return late
