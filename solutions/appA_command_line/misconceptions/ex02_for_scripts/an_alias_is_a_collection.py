# id: an-alias-is-a-collection
# check: test_refused
# why: has_collection() is the call with the right name, and it says True of an alias.
# source: https://github.com/milvus-io/milvus/issues/17360 (2.0.2: a collection dropped by its alias, by mistake); Lite 3.2.2 drops the collection, a server 2.3.5 refuses: lessons/recorded/appA_scene.json
# BEGIN SOLUTION look
def count(client, name, filter=""):
    """Rows that a filter finds, or None where nothing is loaded."""
    if client.get_load_state(name)["state"].name != "Loaded":
        return None
    return client.query(name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def looked_at(client, names):
    """Every name is a collection, or nothing is done."""
    for name in names:
        if not client.has_collection(name):
            raise Refused(f"{name} is no collection")
# END SOLUTION
