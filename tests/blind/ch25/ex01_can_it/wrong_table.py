# expect: failed|partial
# because: what the documentation says of this Milvus, and no question
def probe(client, feature):
    client.list_collections()
    return {"upsert": "works", "delete": "works", "grouping": "works", "order_by": "ignored", "num_partitions": "ignored", "binary_vectors": "refused", "filter_templates": "refused"}[feature]
