# expect: passed
# because: round(), which is exact for at most two decimals; old rows are asked for with a limit of 16,384, and upgraded in batches
def cents_of(row):
    if "cents" in row and row["cents"] is not None:
        return int(row["cents"])
    return round(float(row["price"]) * 100)


def cheaper(client, name, cents):
    new = client.query(name, filter=f"cents >= 0 and cents < {cents}", output_fields=["id"], limit=16384)
    old = filter(lambda row: cents_of(row) < cents, client.query(name, filter="cents is null", output_fields=["price"], limit=16384))
    return sorted({row["id"] for row in new} | {row["id"] for row in old})


def upgrade(client, name, most):
    done = 0
    while done < most:
        some = [dict(row) for row in client.query(name, filter="cents is null", output_fields=["*"], limit=min(100, most - done))]
        if not some:
            break
        for row in some:
            row["cents"] = cents_of(row)
            del row["price"]
        client.upsert(name, [{**row} for row in some])
        done += len(some)
    return done
