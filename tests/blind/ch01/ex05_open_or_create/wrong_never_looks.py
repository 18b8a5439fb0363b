# expect: failed|partial
# because: never looks whether the collection is there
def open_or_create(client, name, cards):
    client.create_collection(name, dimension=64, metric_type="COSINE", consistency_level="Strong")
    client.insert(name, cards)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
