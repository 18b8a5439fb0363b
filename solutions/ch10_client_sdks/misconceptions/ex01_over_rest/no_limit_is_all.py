# id: no-limit-is-all
# check: test_notes
# why: The filter names every row that is wanted, so what should a limit be good for? A query of v1 without one gives 100 rows, and does not say that there were more.
# source: run in the lesson on 2.3.5 (a query for 260 ids gives 100 rows)
# BEGIN SOLUTION notes
def notes(address, collection, ids):
    data = call(address, "query", {"collectionName": collection, "filter": f"id in {ids}", "outputFields": ["id", "note"]})
    found = {int(row["id"]): row["note"] for row in data}
    return {"notes": [found.get(i) for i in ids]}
# END SOLUTION
