# id: look-first-sort-out-later
# check: test_own_firm_only
# why: Rights belong in the program, where they can be tested. So the nearest are fetched, ten times as many as are wanted, and what is not allowed is dropped.
# source: chapter 6 (filter after the search); the program then holds other firms' rows in memory
# BEGIN SOLUTION search
    hits = client.search(name, data=[vector], limit=min(10 * k, 1000), output_fields=["firm", "groups"])[0]
    found = [hit["id"] for hit in hits if hit["entity"]["firm"] == person["firm"] and set(hit["entity"]["groups"]) & set(person["groups"])]
    return found[:k]
    # END SOLUTION
