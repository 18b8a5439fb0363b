"""Whole cents by hand from the two sides of the point; ids by iterators; a partial upsert would keep `price`, so the whole row is written."""


def cents_of(row):
    if "cents" in row and row["cents"] is not None:
        return row["cents"]
    whole, _, rest = row["price"].partition(".")
    return int(whole or 0) * 100 + int(rest.ljust(2, "0") or 0)


def rows_where(client, name, filter, fields):
    pages = client.query_iterator(name, batch_size=700, filter=filter, output_fields=fields)
    while page := pages.next():
        yield from page
    pages.close()


def cheaper(client, name, cents):
    ids = {row["id"] for row in rows_where(client, name, f"cents >= 0 and cents <= {cents - 1}", ["id"])}
    for row in rows_where(client, name, "cents is null", ["price"]):
        if cents_of(row) < cents:
            ids.add(row["id"])
    return sorted(ids)


def upgrade(client, name, most):
    changed = 0
    for row in client.query(name, filter="cents is null", output_fields=["*"], limit=most):
        row = dict(row)
        row["cents"] = cents_of(row)
        del row["price"]
        client.upsert(name, row)
        changed += 1
    return changed
