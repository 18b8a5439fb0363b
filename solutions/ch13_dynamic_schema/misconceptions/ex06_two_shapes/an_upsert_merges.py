# id: an-upsert-merges
# check: test_upgrade
# why: An upsert is called an update, so one sends the fields that change. Those that were not sent are gone, or none are allowed to be missing.
# source: docs v3.0.x upsert-entities.md (an upsert replaces the row; partial_update=True merges)

from decimal import Decimal


def cents_of(row):
    """The price of a row of either shape, in cents."""
    if row.get("cents") is not None:
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    """The ids of all rows that cost less, in ascending order."""
    new = client.query(name, filter=f"cents < {cents}", output_fields=["id"])
    old = client.query(name, filter="cents is null", output_fields=["id", "price"])
    return sorted([row["id"] for row in new] + [row["id"] for row in old if cents_of(row) < cents])


def upgrade(client, name, most):
    """Give up to `most` rows the new shape; returns how many."""
    rows = client.query(name, filter="cents is null", output_fields=["id", "vector", "price"], limit=most)
    if rows:
        client.upsert(name, [{"id": row["id"], "vector": row["vector"], "cents": cents_of(row)} for row in rows])
    return len(rows)
