# id: a-name-is-one-collection
# check: test_names
# why: In one database a name is one collection, so a dict by name looks right. etcd has every database, and the collections that are on their way out.
# source: https://github.com/milvus-io/milvus/issues/22817 (2.2.3: CollectionDropping stands in birdwatcher for half an hour, and the same name is created again); server 2.3.5, lessons/recorded/appA_scene.json
    # BEGIN SOLUTION report
    everywhere = created(printed["collections"])
    here = {name: id for id, (_, name) in everywhere.items()}
    owned, indexed = segments(printed["segments"]), with_files(printed["indexes"])
    listed = set(client.list_collections())
    found = {}
    for name in here.keys() & listed:
        flushed = [(id, rows) for id, state, rows in owned.get(here[name], ()) if state == "Flushed"]
        rows, now = sum(rows for _, rows in flushed), counted(client, name)
        found[name] = {
            "flushed": rows,
            "counted": now,
            "difference": None if now is None else now - rows,
            "unindexed": sorted(id for id, _ in flushed if id not in indexed),
        }
    return {
        "collections": found,
        "only printed": sorted(here.keys() - listed),
        "only client": sorted(listed - here.keys()),
        "leftovers": {id: sum(rows for _, _, rows in those) for id, those in owned.items() if id not in everywhere},
    }
    # END SOLUTION
