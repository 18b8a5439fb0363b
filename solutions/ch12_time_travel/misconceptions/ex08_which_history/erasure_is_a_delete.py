# id: erasure-is-a-delete
# check: test_members
# why: A delete erases a person. It reaches the collection that it names, and every copy made before keeps them until it goes.
# source: docs v3.0.x snapshots.md (files that a snapshot refers to are kept as long as the snapshot)
# BEGIN SOLUTION history
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "editions", "every": 1, "last": given["midnights"]}
    return {"keep": "versions", "retain": given["days"], "writer": collection == "articles"}
    # END SOLUTION
