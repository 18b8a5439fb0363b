# expect: failed|partial
# because: stores vectors that are not the cards', and searches for the tap's sake
def first_search(client, name, cards, query):
    client.create_collection(name, dimension=2, metric_type="L2", consistency_level="Strong")
    client.insert(name, [{"id": c["id"], "vector": [0.0, 0.0]} for c in cards])
    client.search(name, data=[[0.0, 0.0]], limit=1)
    return max(cards, key=lambda c: sum(a * b for a, b in zip(c["vector"], query)))["word"]
