# expect: passed
# because: all keys first, then the rows by their keys; everything is deleted and inserted; a text with sorted keys is compared
import json


def keys(client, name):
    return sorted(row["id"] for row in client.query(name, filter="", output_fields=["id"], limit=16384))


def rows_of(client, name):
    ids = keys(client, name)
    for start in range(0, len(ids), 400):
        for row in client.get(name, ids=ids[start : start + 400], output_fields=["*"]):
            yield dict(row)


def save(client, name):
    return [json.dumps(row, sort_keys=True) for row in rows_of(client, name)]


def restore(client, name, lines):
    ids = keys(client, name)
    for start in range(0, len(ids), 1000):
        client.delete(name, ids=ids[start : start + 1000])
    rows = [json.loads(line) for line in lines]
    while rows:
        client.insert(name, rows[:1000])
        rows = rows[1000:]


def verify(client, name, lines):
    wanted = sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines)
    return wanted == sorted(json.dumps(row, sort_keys=True) for row in rows_of(client, name))
