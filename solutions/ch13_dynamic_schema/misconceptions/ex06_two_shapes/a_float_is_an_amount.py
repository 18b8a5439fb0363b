# id: a-float-is-an-amount
# check: test_cents_of
# why: 12.5 times 100 is 1250.0, so it seems to work. 19.99 times 100 is 1998.9999999999998, and int() cuts it off.
# source: docs.python.org/3.11, Floating Point Arithmetic: Issues and Limitations; decimal

def cents_of(row):
    """The price of a row of either shape, in cents."""
    if row.get("cents") is not None:
        return row["cents"]
    return int(float(row["price"]) * 100)


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
