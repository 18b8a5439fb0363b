# id: zero-is-nothing
# check: test_cents_of
# why: `if row.get("cents")` reads as “if it has cents”, and it asks whether they are true. 0 is false.
# source: docs.python.org/3.11, Truth Value Testing; the line stood in the bug hunt's own starter

from decimal import Decimal


def cents_of(row):
    """The price of a row of either shape, in cents."""
    if row.get("cents"):
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    """The ids of all rows that cost less, in ascending order."""
    new = client.query(name, filter=f"cents < {cents}", output_fields=["id"])
    old = client.query(name, filter="cents is null", output_fields=["id", "price"])
    return sorted([row["id"] for row in new] + [row["id"] for row in old if cents_of(row) < cents])


def upgrade(client, name, most):
    """Give up to `most` rows the new shape; returns how many."""
    rows = client.query(name, filter="cents is null", output_fields=["*"], limit=most)
    if rows:
        client.upsert(name, [{k: v for k, v in row.items() if k != "price"} | {"cents": cents_of(row)} for row in rows])
    return len(rows)
