# id: the-reply-is-the-deletion
# check: test_delete
# why: delete() returns a count and raises nothing, so the rows must be gone. The count is of what was asked for.
# source: https://github.com/milvus-io/milvus/issues/23648 (three ids asked for, two there, delete count 3: by design)
# BEGIN SOLUTION change
def drop(client, name):
    client.drop_collection(name)
    if name in client.list_collections():
        raise Refused(f"{name} is still there")


def delete(client, name, filter):
    client.delete(name, filter=filter)
# END SOLUTION
