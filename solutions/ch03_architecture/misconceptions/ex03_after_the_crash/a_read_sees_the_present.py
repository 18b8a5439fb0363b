# id: a-read-sees-the-present
# check: test_damage_is_found
# why: In most databases a read sees what was committed before it. In Milvus it sees what the query node has consumed from the log, unless it asks to wait.
# source: github.com/milvus-io/milvus/issues/50194 (deleted rows still returned: by design below Strong)
# BEGIN SOLUTION
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"])
    there = {row["id"]: row["word"] for row in found}
    gone = [row for row in journal if row["id"] not in there]
    return {
        "lost": sorted(row["id"] for row in gone if row["state"] == "acknowledged"),
        "changed": sorted(row["id"] for row in journal if there.get(row["id"], row["word"]) != row["word"]),
        "send_again": sorted(row["id"] for row in gone if row["state"] == "sent"),
    }
# END SOLUTION
