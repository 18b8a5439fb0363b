# id: load-to-count
# check: test_rows, test_indexes, test_names
# why: A count of a collection that is not loaded is refused, and loading it makes the refusal go away.
# source: server 2.3.5: code 101, collection not loaded; quick starts that call load_collection() before everything; docs v3.0.x load-and-release.md
# BEGIN SOLUTION count
def counted(client, name):
    """What count(*) says."""
    client.load_collection(name)
    return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
# END SOLUTION
