# id: smallest-first
# check: test_similar
# why: Something called "distance" is sorted upwards out of habit, although Milvus has ordered the hits already.
# source: the same page; seen in code that sorts hits by hit["distance"] "to be sure"
# BEGIN SOLUTION similar
    hits = client.search(name, data=[vector], limit=k, output_fields=["word"])[0]
    return sorted(((hit["entity"]["word"], hit["distance"]) for hit in hits), key=lambda pair: pair[1])
# END SOLUTION
