# expect: failed|partial
# because: 'whatever their shape': the text is compared with a number, which finds no row
from decimal import Decimal


def cents_of(row):
    if row.get("cents") is not None:
        return row["cents"]
    return int(Decimal(row["price"]) * 100)


def cheaper(client, name, cents):
    ids = [row["id"] for row in client.query(name, filter=f"cents < {cents}", output_fields=["id"])]
    ids += [row["id"] for row in client.query(name, filter=f"cents is null and price < {cents / 100}", output_fields=["id"])]
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
