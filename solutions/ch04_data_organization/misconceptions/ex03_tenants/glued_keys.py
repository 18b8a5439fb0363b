# id: glued-keys
# check: test_names_that_look_alike
# why: Tenant and number written one after the other look unique, because every example that one tries is.
# source: https://cwe.mitre.org/data/definitions/694.html (one identifier for several resources); the classic case is a hash over parts without a separator
# BEGIN SOLUTION add
    latest = {note["number"]: note for note in notes}
    client.upsert(name, [{"key": f"{tenant}{number}", "tenant": tenant, **note} for number, note in latest.items()])
# END SOLUTION
# BEGIN SOLUTION remove
    client.delete(name, ids=[f"{tenant}{number}"])
# END SOLUTION
