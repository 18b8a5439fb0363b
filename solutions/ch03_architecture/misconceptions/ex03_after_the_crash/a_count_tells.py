# id: a-count-tells
# check: test_after_a_kill, test_damage_is_found
# why: "As many rows as before" is the quickest check after a restart, and the usual one. It cannot tell one row from another.
# source: github.com/milvus-io/milvus/issues/21228 (after a kill, the number of entities is what is compared)
# BEGIN SOLUTION
    known = [row["id"] for row in journal if row["state"] == "acknowledged"]
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    if count >= len(known):
        return {"lost": [], "changed": [], "send_again": []}
    return {"lost": sorted(known)[count:], "changed": [], "send_again": []}
# END SOLUTION
