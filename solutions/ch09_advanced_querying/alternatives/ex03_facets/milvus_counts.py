"""The values first, then Milvus counts each of them: what comes over the wire is a number."""

import json


def condition(field, values):
    if field == "tags":
        return "(" + " or ".join(f"array_contains(tags, {json.dumps(v, ensure_ascii=False)})" for v in values) + ")"
    return "(" + " or ".join(f"{field} == {json.dumps(v, ensure_ascii=False)}" for v in values) + ")"


def facets(client, name, chosen):
    found = {"maker": {}, "year": {}, "tags": {}}
    seen = client.query(name, filter="id > -1", output_fields=["maker", "year", "tags"], limit=16_384)
    for field, counts in found.items():
        values = {v for row in seen for v in (row[field] if field == "tags" else [row[field]])}
        others = [condition(f, v) for f, v in chosen.items() if f != field]
        for value in values:
            n = client.query(name, filter=" && ".join([*others, condition(field, [value])]), output_fields=["count(*)"])[0]["count(*)"]
            if n:
                counts[value] = n
    return found
