# id: count-what-came
# check: test_how_many
# why: To count, the rows are asked for and counted: len(rows). It brings every one of them for a single number, and stops at the limit.
# source: https://github.com/milvus-io/milvus/issues/25906 ("currently query sends ids, i don't want ids i just want a count"); docs v3.0.x, get-and-scalar-query.md, `count(*)`
# BEGIN SOLUTION
    if wish == "suggest":
        return {"call": "search", "data": [given["vector"]], "limit": 5, "output_fields": ["name"]}
    if wish == "twins":
        return {"call": "search", "data": [given["vector"]], "limit": 10_000, "search_params": {"params": {"radius": given["distance"] ** 2}}}
    if wish == "how_many":
        return {"call": "query", "filter": f'city == "{given["city"]}" and price < {given["price"]}', "output_fields": ["id"], "limit": 16_384}
    if wish == "known":
        return {"call": "get", "ids": given["ids"], "output_fields": ["name", "text"]}
    if wish == "export":
        return {"call": "query_iterator", "batch_size": 1000, "output_fields": ["price"]}
    return {"call": "search_iterator", "data": [given["vector"]], "batch_size": 100}
# END SOLUTION
