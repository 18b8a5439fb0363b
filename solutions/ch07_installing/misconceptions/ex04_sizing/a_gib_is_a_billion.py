# id: a-gib-is-a-billion
# check: test_gib, test_smallest_number, test_one_node_gone
# why: 16 GB and 16 GiB are said alike. Kubernetes' Gi is 7% more, which is a node in fourteen; its G is a billion.
# source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ (Mi and M)
    # BEGIN SOLUTION
    memory = once = disk = 0.0
    copies = 1
    for c in collections:
        rows = c["rows"] + c["per_day"] * days
        raw, scalars = rows * c["dim"] * 4, rows * c["scalars"]
        index = {"FLAT": raw, "IVF_SQ8": 0.26 * raw, "HNSW": raw + rows * 2 * c.get("M", 0) * 4, "DISKANN": raw / 8}[c["index"]]
        disk += 2 * (raw + scalars + (1.3 * raw if c["index"] == "DISKANN" else index))
        if c["loaded"]:
            memory += c["replicas"] * (index + scalars)
            once += index + scalars
            copies = max(copies, c["replicas"])
    one = node * 10**9
    spare = 1 + math.ceil(once / (0.9 * one)) if once else 1
    return {"memory": memory, "nodes": max(copies, math.ceil(memory / (0.8 * one)), spare), "disk": disk}
    # END SOLUTION
