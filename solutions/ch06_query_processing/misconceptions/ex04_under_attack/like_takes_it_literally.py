# id: like-takes-it-literally
# check: test_beginnings
# why: The value is quoted, so it must be safe. Within the quotes LIKE still reads % and _ as wildcards; that is a second language with an escape of its own.
# source: https://github.com/milvus-io/milvus-docs/issues/2525 ("How to escape in the expression?"; in 2024 LIKE had no escape at all); docs v3.0.x, pattern-matching.md, "Escaping wildcards"
# BEGIN SOLUTION titled
    found = client.query(name, filter=f"owner == {quoted(owner)} and title like {quoted(beginning + '%')}", output_fields=["id"])
    return [row["id"] for row in found]
# END SOLUTION
