# id: the-limit-is-large-enough
# check: test_export
# why: 16,384 is far more than the table has today. A query ends there without a word, and the day comes when the export is short.
# source: https://github.com/milvus-io/milvus/issues/39480 (a dump of a million rows ends at 16,384); docs v3.0.x, with-iterators.md
# BEGIN SOLUTION
    if wish == "suggest":
        return {"call": "search", "data": [given["vector"]], "limit": 5, "output_fields": ["name"]}
    if wish == "twins":
        return {"call": "search", "data": [given["vector"]], "limit": 10_000, "search_params": {"params": {"radius": given["distance"] ** 2}}}
    if wish == "how_many":
        return {"call": "query", "filter": f'city == "{given["city"]}" and price < {given["price"]}', "output_fields": ["count(*)"]}
    if wish == "known":
        return {"call": "get", "ids": given["ids"], "output_fields": ["name", "text"]}
    if wish == "export":
        return {"call": "query", "filter": "id >= 0", "limit": 16_384, "output_fields": ["price"]}
    return {"call": "search_iterator", "data": [given["vector"]], "batch_size": 100}
# END SOLUTION
