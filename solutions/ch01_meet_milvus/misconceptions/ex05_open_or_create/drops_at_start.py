# id: drops-at-start
# check: test_others_rows_stay
# why: Quickstarts begin with "if has_collection: drop_collection" so that they can be run twice; copied, it empties the database at every start.
# source: docs v3.0.x quickstart.md has exactly these two lines
# BEGIN SOLUTION
    if client.has_collection(name):
        client.drop_collection(name)
    client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
    client.insert(name, cards)
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]
# END SOLUTION
