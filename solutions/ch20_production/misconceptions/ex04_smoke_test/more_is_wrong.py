# id: more-is-wrong
# check: test_healthy
# why: The number of rows is known, so it is compared for equality, as in a unit test. In production it has grown by the time the test runs.
# source: a smoke test after a deployment that cries each night after the import; Beyer and others, Site Reliability Engineering, 2016, chapter 6, on alerts that are not actionable


def look(client, name, about):
    """The word about one collection, or an empty text."""
    # BEGIN SOLUTION look
    try:
        if not client.has_collection(name, timeout=PATIENCE):
            return "missing"
        if "Loaded" not in str(client.get_load_state(name, timeout=PATIENCE)["state"]):
            return "not loaded"
        rows = client.query(name, filter="", output_fields=["count(*)"], timeout=PATIENCE)[0]["count(*)"]
        client.search(name, data=[[1.0] + [0.0] * (about["dim"] - 1)], limit=1, timeout=PATIENCE)
        metrics = [client.describe_index(name, index, timeout=PATIENCE).get("metric_type") for index in client.list_indexes(name, field_name="vector", timeout=PATIENCE)]
    except Exception:
        return "error"
    if rows != about["rows"]:
        return "too few"
    return "" if metrics == [about["metric"]] else "wrong metric"
    # END SOLUTION
