# id: threshold-points-one-way
# check: test_cosine
# why: The key is called `distance` under every metric, so one comparison is written for all of them. Good hits are then dropped and bad ones kept, and nothing fails.
# source: https://github.com/mem0ai/mem0/issues/4453 (the same comparison for distances and similarities; 11 stores were filtered the wrong way round); https://github.com/talkdai/dialog/issues/134
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    border = euclidean**2 if metric == "L2" else 1 - euclidean**2 / 2
    return [hit["entity"]["word"] for hit in hits if hit["distance"] <= border]
# END SOLUTION
