"""Delivered more than once.

A museum sends you its objects as a stream of records. The network promises only that each record arrives **at least once**:
a delivery may hold a record twice, a whole delivery may come again, and an old one may come late. A record is a dict:

    {"id": 4711, "version": 3, "title": "Bowl with fish", "vector": [...]}

The collection is there and loaded, with just these fields, and `id` as its key. Two records with the same `id` and
`version` are the same record.

Write `load(client, name, records)`. After each call the collection has **one** row for every `id` that was ever
delivered, and that row is the record with the highest `version`. Return the number of rows that the collection holds.

Milvus does not enforce that keys are unique, and a read sees what was written just before only with
`consistency_level="Strong"`. When Milvus refuses a call, let the error out: your caller will deliver again. Until
then every row that was there before is still there. Your program may be stopped and started anew between two deliveries.
A delivery has at most 500 records; ids and versions are whole numbers from 1 up.
"""


def load(client, name, records):
    """Bring the collection up to date with a delivery; returns the number of rows."""
    # BEGIN SOLUTION
    newest = {}
    for record in records:
        known = newest.get(record["id"])
        if known is None or record["version"] > known["version"]:
            newest[record["id"]] = record
    if newest:
        rows = client.query(name, filter=f"id in {list(newest)}", output_fields=["id", "version"], consistency_level="Strong")
        for row in rows:
            if newest[row["id"]]["version"] <= row["version"]:
                del newest[row["id"]]
    if newest:
        client.upsert(name, list(newest.values()))
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    # END SOLUTION
