# expect: passed
# because: it looks into the list of collections, loads in both cases, and counts what is there
def open_or_create(client, name, cards):
    new = name not in client.list_collections()
    if new:
        client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
        client.insert(name, cards)
    client.load_collection(name)
    [row] = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return row["count(*)"]
