# id: iterator-sees-the-newest
# check: test_nothing_fresh_stays_behind
# why: An iterator reads a collection to its end, and takes a consistency_level without a complaint; but pymilvus sends "the collection's default" beside it, and that wins.
# source: run here: pymilvus 3.0.2 on server 2.3.5, 700 rows just inserted into a Bounded collection: an iterator with consistency_level="Strong" read 0
# BEGIN SOLUTION copy
    moved = 0
    rows = client.query_iterator(old, batch_size=500, output_fields=["*"], consistency_level="Strong")
    while batch := rows.next():
        client.insert(new, [{**row, "pages": int(row["pages"]) if row["pages"] else None} for row in batch])
        moved += len(batch)
    rows.close()
# END SOLUTION
