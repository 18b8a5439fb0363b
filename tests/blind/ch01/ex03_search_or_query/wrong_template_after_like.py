# expect: failed|partial
# because: a placeholder after like is refused by Milvus Lite, and the statement says so; a server of a newer version takes it
def by_fact(client, name, letter):
    rows = client.query(name, filter="word like {p}", filter_params={"p": letter + "%"}, output_fields=["word"])
    words = [r["word"] for r in rows]
    words.sort()
    return words
def by_meaning(client, name, vector, k):
    return list(h["word"] if "word" in h else h["entity"]["word"] for h in client.search(name, data=[vector], limit=k, output_fields=["id", "word", "vector"])[0])
def by_both(client, name, vector, letter, k):
    return list(h["entity"]["word"] for h in client.search(name, data=[vector], limit=k, filter="word like {p}", filter_params={"p": letter + "%"}, output_fields=["word"])[0])
