# id: ttl-counts-from-the-end
# check: test_prices
# why: A TTL of thirty days keeps thirty days of history. It counts from the day on which a row was written, so that what has held for longer goes too.
# source: docs v3.0.x set-collection-ttl.md (a TTL is measured from the insert)
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
        return {"keep": "versions", "ttl": given["days"]}
    return {"keep": "versions", "retain": given["days"], "writer": True}
    # END SOLUTION
