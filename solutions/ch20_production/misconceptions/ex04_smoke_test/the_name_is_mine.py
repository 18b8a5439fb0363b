# id: the-name-is-mine
# check: test_harmless
# why: The name begins with smoke, so whatever has it is from an earlier run of this test and is cleared away first.
# source: the lesson's own shortest smoke test has a fixed name and drops what it finds


def whole_use(client):
    """Whether a collection can be made, written, searched, changed and dropped."""
    # BEGIN SOLUTION whole
    name = f"smoke_{uuid.uuid4().hex}"
    for other in client.list_collections(timeout=PATIENCE):
        if other.startswith("smoke"):
            client.drop_collection(other, timeout=PATIENCE)
    try:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", timeout=PATIENCE)
        client.insert(name, [{"id": k, "vector": [float(k), 1.0, 0.0, 0.0]} for k in range(5)], timeout=PATIENCE)
        hits = client.search(name, data=[[3.0, 1.0, 0.0, 0.0]], limit=1, timeout=PATIENCE)
        rows = client.get(name, ids=[3], timeout=PATIENCE)
        client.delete(name, ids=[3], timeout=PATIENCE)
        after = client.get(name, ids=[3], timeout=PATIENCE)
        works = [hit["id"] for hit in hits[0]] == [3] and [row["id"] for row in rows] == [3] and not after
    except Exception:
        works = False
    for _ in range(3):
        try:
            client.drop_collection(name, timeout=PATIENCE)
            return works
        except Exception:
            works = False
    return False
    # END SOLUTION
