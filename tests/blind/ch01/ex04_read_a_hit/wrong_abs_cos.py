# expect: failed|partial
# because: the absolute value of the cosine: a card that points away looks near
def similar(client, name, vector, k):
    return [(h["entity"]["word"], abs(h["distance"])) for h in client.search(name, data=[vector], limit=k, output_fields=["word"])[0]]
def euclidean(client, name, vector, k):
    return [(h["entity"]["word"], h["distance"]**.5) for h in client.search(name, data=[vector], limit=k, output_fields=["word"])[0]]
