"""Bug hunt: two shapes.

A shop once wrote prices as texts into the dynamic field: `{"price": "12.50"}`, and sometimes `"7"` or `"0.5"`. Today it writes `cents`, an INT64
that may be NULL, and no `price`. Rows of both shapes lie side by side, each with exactly one of the two, and three functions know both. Customers
complain: an article for 19.99 is shown for less, free samples make the page fail, a search for cheap things finds expensive ones, and after every night of upgrades, descriptions are gone.

Find the mistakes. Afterwards:

- `cents_of(row)` is the price of a row of either shape in cents, exactly.
- `cheaper(client, name, cents)` returns the ids of all rows that cost less than `cents`, in ascending order, whatever their shape.
- `upgrade(client, name, most)` gives up to `most` rows of the old shape the new one, leaves everything else in them as it is, and returns how many it
  changed. It is called every night until it returns 0.

Prices are never negative and have at most two decimals; a free sample costs 0. The collection has `id` (INT64, the key), `vector`, `cents` and a
dynamic field, reads at the level Strong, and may have some thousands of rows.
"""


def cents_of(row):
    """The price of a row of either shape, in cents."""
    if row.get("cents"):
        return row["cents"]
    return int(float(row["price"]) * 100)


def cheaper(client, name, cents):
    """The ids of all rows that cost less, in ascending order."""
    rows = client.query(name, filter=f"cents < {cents} or price < '{cents / 100:.2f}'", output_fields=["id"])
    return sorted(row["id"] for row in rows)


def upgrade(client, name, most):
    """Give up to `most` rows the new shape; returns how many."""
    rows = client.query(name, filter="cents is null", output_fields=["id", "price", "vector"], limit=most)
    if rows:
        client.upsert(name, [{"id": row["id"], "vector": row["vector"], "cents": cents_of(row)} for row in rows])
    return len(rows)
