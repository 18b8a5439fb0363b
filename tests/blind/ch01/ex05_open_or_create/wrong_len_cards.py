# expect: failed|partial
# because: returns how many cards it was given, whatever the collection holds
def open_or_create(client, name, cards):
    if not client.has_collection(name):
        client.create_collection(name, dimension=64, metric_type="COSINE")
        client.insert(name, cards)
    client.load_collection(name)
    return len(cards)
