# id: every-collection-is-in-memory
# check: test_loaded_or_not, test_memory_of_a_plan, test_smallest_number
# why: An in-memory index suggests that all data is in memory. What is not loaded lies in the object storage and takes none.
# source: docs v3.0.x, Load & Release (to save memory, release what is not in use)
    # BEGIN SOLUTION
    memory = once = disk = 0.0
    copies = 1
    for c in collections:
        rows = c["rows"] + c["per_day"] * days
        raw, scalars = rows * c["dim"] * 4, rows * c["scalars"]
        index = {"FLAT": raw, "IVF_SQ8": 0.26 * raw, "HNSW": raw + rows * 2 * c.get("M", 0) * 4, "DISKANN": raw / 8}[c["index"]]
        disk += 2 * (raw + scalars + (1.3 * raw if c["index"] == "DISKANN" else index))
        memory += c["replicas"] * (index + scalars)
        once += index + scalars
        copies = max(copies, c["replicas"])
    one = node * 2**30
    spare = 1 + math.ceil(once / (0.9 * one)) if once else 1
    return {"memory": memory, "nodes": max(copies, math.ceil(memory / (0.8 * one)), spare), "disk": disk}
    # END SOLUTION
