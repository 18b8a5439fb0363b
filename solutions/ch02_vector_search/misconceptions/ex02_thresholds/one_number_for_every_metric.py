# id: one-number-for-every-metric
# check: test_cosine
# why: "At most 0.9 apart" is read as "similarity at least 0.9": the direction is turned and the number is kept, because both lie around one.
# source: https://github.com/chatchat-space/Langchain-Chatchat/issues/3606 (one score_threshold from 0 to 2, and the question whether it is a distance or a cosine); https://github.com/princeton-nlp/SimCSE/issues/198
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=limit, output_fields=["word"])[0]
    if metric == "L2":
        kept = [hit for hit in hits if hit["distance"] <= euclidean**2]
    else:
        kept = [hit for hit in hits if hit["distance"] >= euclidean]
    return [hit["entity"]["word"] for hit in kept]
# END SOLUTION
