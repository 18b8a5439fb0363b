# id: nothing-inserted
# check: test_holds
# why: it looks done
# source: the course's own miniature


def build(client, name, rows, m):
    client.create_collection(name, dimension=len(rows[0]), metric_type="L2")
