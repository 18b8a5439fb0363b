# id: numpy-instead-of-milvus
# check: test_milvus_was_asked
# why: The rows are in a list anyway, so it seems simpler to compare them here; then the database only stores.
# source: the habit from in-memory notebooks that the lesson's first section starts from
# BEGIN SOLUTION
    client.create_collection(name, dimension=len(cards[0]["vector"]))
    client.insert(name, cards)
    best = max(cards, key=lambda card: sum(a * b for a, b in zip(card["vector"], query)))
    return best["word"]
# END SOLUTION
