# id: texts-compare-like-numbers
# check: test_cheaper
# why: The old price is compared where it is, in the filter. Both sides are texts there, and texts are compared letter by letter.
# source: docs v3.0.x json-operators.md; run here on Milvus Lite 3.2.2: price < '10.00' finds "1200" and not "9.50"

from decimal import Decimal


def cents_of(row):
    """The price of a row of either shape, in cents."""
    if row.get("cents") is not None:
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    """The ids of all rows that cost less, in ascending order."""
    new = client.query(name, filter=f"cents < {cents}", output_fields=["id"])
    old = client.query(name, filter=f"cents is null and price < '{cents / 100:.2f}'", output_fields=["id"])
    return sorted(row["id"] for row in new + old)


def upgrade(client, name, most):
    """Give up to `most` rows the new shape; returns how many."""
    rows = client.query(name, filter="cents is null", output_fields=["*"], limit=most)
    if rows:
        client.upsert(name, [{k: v for k, v in row.items() if k != "price"} | {"cents": cents_of(row)} for row in rows])
    return len(rows)
