# expect: failed|partial
# because: 'may have some thousands of rows': the first 100 old rows are compared
from decimal import Decimal


def cents_of(row):
    if row.get("cents") is not None:
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    ids = [row["id"] for row in client.query(name, filter=f"cents < {cents}", output_fields=["id"])]
    old = client.query(name, filter="cents is null", output_fields=["id", "price"], limit=100)
    ids += [row["id"] for row in old if cents_of(row) < cents]
    return sorted(ids)


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
