# id: loaded-for-ever
# check: test_searchable_after_restart
# why: create_collection loads by itself, so loading looks like something that never has to be done.
# source: milvus-facts, Lite 9: collections reopen as NotLoad; `code 101 … is in state 'released'; call load()`
# BEGIN SOLUTION
    if not client.has_collection(name):
        client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
        client.insert(name, cards)
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]
# END SOLUTION
