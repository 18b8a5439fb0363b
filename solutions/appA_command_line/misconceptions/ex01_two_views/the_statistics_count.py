# id: the-statistics-count
# check: test_rows
# why: `row_count` is the first number that the client offers, and tutorials print it as the number of entities.
# source: https://github.com/milvus-io/milvus/issues/17193 (2.0.2: num_entities after a delete); https://github.com/milvus-io/milvus/issues/14435 (2.0.0: by design); server 2.3.5, lessons/recorded/appA_scene.json (row_count 5000, count 4900)
# BEGIN SOLUTION count
def counted(client, name):
    """The rows of the statistics, or None where nothing is loaded."""
    if client.get_load_state(name)["state"].name != "Loaded":
        return None
    return client.get_collection_stats(name)["row_count"]
# END SOLUTION
