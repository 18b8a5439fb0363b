# id: last-delivery-wins
# check: test_an_old_delivery_comes_late
# why: Upsert makes loading twice harmless, so the loader looks done; an old record that comes late is written over a newer one.
# source: docs v3.0.x upsert-entities.md (an upsert replaces whatever is there, it compares nothing); the lost update of every message queue that delivers at least once
# BEGIN SOLUTION
    newest = {}
    for record in records:
        known = newest.get(record["id"])
        if known is None or record["version"] > known["version"]:
            newest[record["id"]] = record
    if newest:
        client.upsert(name, list(newest.values()))
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
