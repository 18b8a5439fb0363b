# expect: passed
# because: prices are taken apart as texts; cheaper() reads every row by an iterator and asks cents_of()
def cents_of(row):
    cents = row.get("cents")
    if cents is None:
        euros, _, rest = row["price"].strip().partition(".")
        cents = 100 * int(euros or 0) + int((rest + "00")[:2])
    return cents


def cheaper(client, name, cents):
    ids, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["id", "cents", "price"])
    while batch := pages.next():
        ids.extend(row["id"] for row in batch if cents_of(row) < cents)
    pages.close()
    ids.sort()
    return ids


def upgrade(client, name, most):
    rows = client.query(name, filter="price is not null and cents is null", output_fields=["*"], limit=most)
    if not rows:
        return 0
    client.upsert(name, [{**{k: v for k, v in row.items() if k != "price"}, "cents": cents_of(row)} for row in rows])
    return len(rows)
