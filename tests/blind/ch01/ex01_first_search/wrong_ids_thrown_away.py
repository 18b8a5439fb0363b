# expect: failed|partial
# because: the cards get new ids from Milvus; nobody finds a card by its own id any more
def first_search(client, name, cards, query):
    client.create_collection(name, dimension=len(query), auto_id=True, consistency_level="Strong")
    client.insert(name, [{"vector": card["vector"], "word": card["word"]} for card in cards])
    hits = client.search(name, data=[query], limit=1, output_fields=["word"])
    return hits[0][0]["entity"]["word"]
