# id: described-is-searchable
# check: test_refused
# why: The collection is there, it is loaded, its count is right: what else should be asked? That is what coordinators say. Whether a query node answers is a different question.
# source: milvus 2.3.5, /healthz and describe_collection while searches fail: measured in chapter 7


def look(client, name, about):
    """The word about one collection, or an empty text."""
    # BEGIN SOLUTION look
    try:
        if not client.has_collection(name, timeout=PATIENCE):
            return "missing"
        if "Loaded" not in str(client.get_load_state(name, timeout=PATIENCE)["state"]):
            return "not loaded"
        rows = client.query(name, filter="", output_fields=["count(*)"], timeout=PATIENCE)[0]["count(*)"]
        metrics = [client.describe_index(name, index, timeout=PATIENCE).get("metric_type") for index in client.list_indexes(name, field_name="vector", timeout=PATIENCE)]
    except Exception:
        return "error"
    if rows < about["rows"]:
        return "too few"
    return "" if metrics == [about["metric"]] else "wrong metric"
    # END SOLUTION
