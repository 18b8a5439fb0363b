# id: every-segment-counts
# check: test_rows
# why: The list of segments looks like an inventory, so every line of it is added up, those of segments that a compaction has replaced included.
# source: server 2.3.5, lessons/recorded/appA_scene.json (the segment of a dropped collection is still listed, with its rows); https://github.com/milvus-io/milvus/issues/33330 (rows added up from birdwatcher, 2.4.0)
    # BEGIN SOLUTION report
    everywhere = created(printed["collections"])
    here = {name: id for id, (database, name) in everywhere.items() if database == 1}
    owned, indexed = segments(printed["segments"]), with_files(printed["indexes"])
    listed = set(client.list_collections())
    found = {}
    for name in here.keys() & listed:
        those = owned.get(here[name], ())
        rows, now = sum(rows for _, _, rows in those), counted(client, name)
        found[name] = {
            "flushed": rows,
            "counted": now,
            "difference": None if now is None else now - rows,
            "unindexed": sorted(id for id, state, _ in those if state == "Flushed" and id not in indexed),
        }
    return {
        "collections": found,
        "only printed": sorted(here.keys() - listed),
        "only client": sorted(listed - here.keys()),
        "leftovers": {id: sum(rows for _, _, rows in those) for id, those in owned.items() if id not in everywhere},
    }
    # END SOLUTION
