# id: upsert-sorts-a-batch
# check: test_twice_in_one_delivery
# why: An upsert replaces what has the same key, so one expects it to do so among the rows of one call, too.
# source: https://github.com/milvus-io/milvus/issues/44320 (10 ids twice in one upsert became 20 rows)
# BEGIN SOLUTION
    if records:
        ids = sorted({record["id"] for record in records})
        stored = client.query(name, filter=f"id in {ids}", output_fields=["id", "version"], consistency_level="Strong")
        versions = {row["id"]: row["version"] for row in stored}
        write = [record for record in sorted(records, key=lambda r: r["version"]) if record["version"] > versions.get(record["id"], 0)]
        if write:
            client.upsert(name, write)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
# END SOLUTION
