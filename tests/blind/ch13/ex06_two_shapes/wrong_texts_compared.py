# expect: failed|partial
# because: 'all rows that cost less …, whatever their shape': prices are compared as texts; all else repaired
from decimal import Decimal


def cents_of(row):
    if row.get("cents") is not None:
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    rows = client.query(name, filter=f"cents < {cents} or price < '{cents / 100:.2f}'", output_fields=["id"])
    return sorted(row["id"] for row in rows)


def upgrade(client, name, most):
    rows = client.query(name, filter="cents is null", output_fields=["*"], limit=most)
    changed = []
    for row in rows:
        whole = dict(row)
        whole["cents"] = cents_of(row)
        whole.pop("price", None)
        changed.append(whole)
    if changed:
        client.upsert(name, changed)
    return len(changed)
