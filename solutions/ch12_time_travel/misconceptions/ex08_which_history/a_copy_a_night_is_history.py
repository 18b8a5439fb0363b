# id: a-copy-a-night-is-history
# check: test_prices
# why: A copy each night is the history of a collection. What came and went between two copies was never there.
# source: docs v3.0.x snapshots.md (a snapshot is the state at one moment; between two of them nothing can be asked)
# BEGIN SOLUTION history
    if collection == "catalog":
        return {"keep": "editions", "every": 1, "last": 2}
    if collection == "shelves":
        return {"keep": "editions", "every": given["every"], "last": given["back"]}
    if collection == "sessions":
        return {"keep": "present", "ttl": given["days"]}
    if collection == "members":
        return {"keep": "versions", "retain": given["midnights"] - 1}
    if collection == "prices":
        return {"keep": "editions", "every": 1, "last": given["days"] + 1}
    return {"keep": "versions", "retain": given["days"], "writer": True}
    # END SOLUTION
