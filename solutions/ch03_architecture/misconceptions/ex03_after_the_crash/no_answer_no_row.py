# id: no-answer-no-row
# check: test_after_a_kill, test_damage_is_found
# why: An insert that never returned looks like one that never happened, so it is repeated; a normal insert is not deduplicated.
# source: github.com/milvus-io/milvus/issues/50000 (a retry after a lost answer executes the same insert more than once), pull 50007
# BEGIN SOLUTION
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"], consistency_level="Strong")
    there = {row["id"]: row["word"] for row in found}
    known = [row for row in journal if row["state"] == "acknowledged"]
    return {
        "lost": sorted(row["id"] for row in known if row["id"] not in there),
        "changed": sorted(row["id"] for row in known if there.get(row["id"], row["word"]) != row["word"]),
        "send_again": sorted(row["id"] for row in journal if row["state"] == "sent"),
    }
# END SOLUTION
