# expect: failed|partial
# because: the collection is made with the metric L2, and the statement says COSINE
def open_or_create(client, name, cards):
    if not client.has_collection(name):
        client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="L2")
        client.insert(name, cards)
    else:
        client.load_collection(name)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
