# id: no-error-means-yes
# check: test_as_it_is
# why: The call went through, so the feature is there. An argument that is not known is often dropped without a word.
# source: milvus-facts measured on Lite 3.2.2 and 2.3.5 (order_by, num_partitions, group_by_field dropped in silence); pymilvus' **kwargs take any name
# BEGIN SOLUTION probe
    name = f"probe_{uuid.uuid4().hex}"
    collection(client, name, ("kind", "INT64", {}))
    other = f"other_{name}"
    try:
        client.insert(name, [{"id": n, "kind": 3 - n, "vector": [float(n), 0.0]} for n in range(3)])
        (hits,) = client.search(name, data=[[0.0, 0.0]], limit=1)
        if [h["id"] for h in hits] != [0] or [r["id"] for r in client.query(name, filter="kind == 2", output_fields=["id"])] != [1]:
            raise RuntimeError("no ordinary reads")
        try:
            if feature == "upsert":
                client.upsert(name, [{"id": 2, "kind": 7, "vector": [-1.0, 0.0]}])
            elif feature == "delete":
                client.delete(name, filter="kind == 1")
            elif feature == "grouping":
                client.search(name, data=[[0.0, 0.0]], limit=3, group_by_field="kind")
            elif feature == "order_by":
                client.query(name, filter="id >= 0", output_fields=["kind"], order_by=["kind:asc"])
            elif feature == "num_partitions":
                collection(client, other, ("kind", "INT64", {"is_partition_key": True}), num_partitions=5)
            elif feature == "binary_vectors":
                collection(client, other, vector="bits", kind="BINARY_VECTOR", dim=8, index="BIN_FLAT", metric="HAMMING")
                client.insert(other, [{"id": 1, "bits": b"a"}])
                client.search(other, data=[b"a"], limit=1)
            else:
                client.query(name, filter="kind in {kinds}", filter_params={"kinds": [2, 3]}, output_fields=["kind"])
        except Exception:
            return "refused"
        return "works"
    finally:
        for made in (name, other):
            if client.has_collection(made):
                client.drop_collection(made)
    # END SOLUTION
