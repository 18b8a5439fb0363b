# expect: failed|partial
# because: empties the collection that is measured, so that its recall is 0
def recall_at_k(found, truth):
    return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, truth)) / len(truth)
def recall_of(client, approximate, exact, queries, k, search_params):
    client.delete(approximate, filter="id >= 0")
    client.flush(approximate)
    return 0.0
