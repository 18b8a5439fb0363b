# id: pq-keeps-recall
# check: test_bigger_than_memory
# why: The documentation says "marginally reduced recall" of PQ; that is so with many codes or a refiner. With 16 bytes for 128 numbers and no refiner it is lost.
# source: docs v3.0.x index-explained.md ("4-32x at the cost of marginally reduced recall") against the run: IVF_PQ m 16 on 10,000 x 128 words has recall .53 with every cell open (server 2.3.5)
# BEGIN SOLUTION
    if sheet["recall"] == 1.0 or sheet["filtered_out"] > 0.98:
        return "FLAT"
    raw = sheet["rows"] * sheet["dim"] * 4
    if sheet["k"] >= 0.01 * sheet["rows"]:
        return "IVF_FLAT" if 1.01 * raw <= sheet["ram"] else "IVF_SQ8"
    if sheet["wants"] == "speed" and raw + 128 * sheet["rows"] <= sheet["ram"]:
        return "HNSW"
    if sheet["wants"] == "memory" and sheet["recall"] <= 0.9:
        return "IVF_PQ"
    return "IVF_SQ8" if 0.26 * raw <= sheet["ram"] else "IVF_PQ"
# END SOLUTION
