# id: no-limit-is-all
# check: test_notes
# why: `get` by ids looks as if it had to give every row that was named. v1 makes a query of it, and a query without a limit gives 100 rows.
# source: run in the lesson on 2.3.5 (260 ids, 100 rows)
# BEGIN SOLUTION notes
def notes(address, collection, ids):
    data = call(address, "get", {"collectionName": collection, "id": ids, "outputFields": ["id", "note"]})
    found = {int(row["id"]): row["note"] for row in data}
    return {"notes": [found.get(i) for i in ids]}
# END SOLUTION
