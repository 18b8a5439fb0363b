# id: a-node-may-be-full
# check: test_smallest_number, test_one_node_gone, test_loaded_or_not
# why: Memory divided by the size of a machine looks like the number of machines. Nothing is left for growing segments, queries and the process itself, and nothing for the day on which one is gone.
# source: docs v3.0.x, Allocate Resources on Kubernetes; https://github.com/milvus-io/milvus/issues (OOM killed query nodes after a load that just fitted)
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
            copies = max(copies, c["replicas"])
    return {"memory": memory, "nodes": max(copies, math.ceil(memory / (node * 2**30))), "disk": disk}
    # END SOLUTION
