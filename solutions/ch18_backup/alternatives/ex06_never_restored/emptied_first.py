"""The collection is emptied first; rows are compared as texts whose keys are sorted."""

import json
from collections import Counter


def pages(client, name, fields):
    rows = client.query_iterator(name, batch_size=1000, output_fields=fields)
    try:
        while page := rows.next():
            yield page
    finally:
        rows.close()


def save(client, name):
    return [json.dumps(row, ensure_ascii=False) for page in pages(client, name, ["*"]) for row in page]


def restore(client, name, lines):
    for ids in [[row["id"] for row in page] for page in pages(client, name, ["id"])]:
        client.delete(name, ids=ids)
    for start in range(0, len(lines), 1000):
        client.insert(name, [json.loads(line) for line in lines[start : start + 1000]])


def verify(client, name, lines):
    def known(row):
        return json.dumps(row, sort_keys=True)

    return Counter(known(json.loads(line)) for line in lines) == Counter(known(row) for page in pages(client, name, ["*"]) for row in page)
