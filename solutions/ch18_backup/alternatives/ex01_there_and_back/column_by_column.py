"""One compressed file per column, as analytical formats have it; a value that is not there has a mark of its own. Each file carries its checksum and its place in the whole."""

import json
import zlib

from pymilvus import DataType

ABSENT = {"absent": True}


def sealed(kind, of, value):
    body = zlib.compress(json.dumps({"kind": kind, "of": of, "value": value}).encode(), 6)
    return zlib.crc32(body).to_bytes(4, "big") + body


def opened(name, data):
    if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big") or len(data) < 5:
        raise ValueError(f"{name} is damaged")
    return json.loads(zlib.decompress(data[4:]))


def export(client, name):
    about, rows = client.describe_collection(name), []
    pages = client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := pages.next():
        rows.extend(page)
    pages.close()
    names = list(dict.fromkeys(key for row in rows for key in row))
    index = client.describe_index(name, client.list_indexes(name)[0])
    about["fields"] = [{"name": f["name"], "type": f["type"].name, "params": dict(f["params"]), **{k: bool(f.get(k)) for k in ("is_primary", "nullable")}, "element": f["element_type"].name if f.get("element_type") else ""} for f in about["fields"]]
    head = {"fields": about["fields"], "dynamic": about["enable_dynamic_field"], "level": about["consistency_level_name"],
            "index": [index["field_name"], index["index_type"], index["metric_type"]], "rows": len(rows), "columns": names}  # fmt: skip
    columns = [[[row[n]] if n in row else ABSENT for row in rows] for n in names]
    return {"head": sealed("head", len(names), head)} | {f"column-{i}": sealed("column", i, c) for i, c in enumerate(columns)}


def restore(client, files, name):
    if "head" not in files:
        raise ValueError("there is no head")
    read = {n: opened(n, d) for n, d in files.items()}
    head = read["head"]["value"]
    if len(read) != read["head"]["of"] + 1:
        raise ValueError("a column is missing, or one too many")
    columns = [read[f"column-{i}"]["value"] for i in range(read["head"]["of"])]
    rows = [{n: column[k][0] for n, column in zip(head["columns"], columns, strict=True) if column[k] != ABSENT} for k in range(head["rows"])]
    schema = client.create_schema(auto_id=False, enable_dynamic_field=head["dynamic"])
    for f in head["fields"]:
        more = {"element_type": DataType[f["element"]]} if f["element"] else {}
        schema.add_field(f["name"], DataType[f["type"]], is_primary=f["is_primary"], nullable=f["nullable"], **f["params"], **more)
    indexes = client.prepare_index_params()
    field, kind, metric = head["index"]
    indexes.add_index(field, index_type=kind, metric_type=metric)
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level=head["level"])
    for start in range(0, len(rows), 400):
        client.upsert(name, rows[start : start + 400])
    return len(rows)
