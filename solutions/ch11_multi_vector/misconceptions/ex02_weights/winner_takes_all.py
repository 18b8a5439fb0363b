# id: winner-takes-all
# check: test_held_out
# why: Each field is measured, and the best one is taken. Two fields that know different things are then worth no more than one.
# source: docs v3.0.x multi-vector-search.md (fields of different kinds overcome the limits of each)
# BEGIN SOLUTION tune
    def alone(field):
        answers = client.search(name, data=[query["asked"][field] for query in judged], anns_field=field, limit=100)
        return sum(ndcg([hit["id"] for hit in hits], query["grades"], 10) for hits, query in zip(answers, judged))

    best = max(fields, key=alone)
    return {field: 1.0 if field == best else 0.0 for field in fields}
# END SOLUTION
