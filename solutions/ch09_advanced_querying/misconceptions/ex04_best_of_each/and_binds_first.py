# id: and-binds-first
# check: test_only_what_is_wanted
# why: Two filters are joined by " and ", which reads as both. If the first holds an `or`, the second joins its last part only, and the shops that were found already come again.
# source: https://github.com/milvus-io/pymilvus/issues/2113 (its own iterator appended an `and` to a filter with an `or`); https://github.com/spring-projects/spring-ai/pull/6543 (a converter that dropped the brackets)
# BEGIN SOLUTION
    best = {}
    for _ in range(3 * k):
        parts = [wanted] if wanted else []
        if best:
            parts.append(f"shop not in {list(best)}")
        hits = client.search(name, data=[vector], limit=200, filter=" and ".join(parts), output_fields=["shop"])[0]
        for hit in hits:
            best.setdefault(hit["entity"]["shop"], hit["id"])
        if len(best) >= k or not hits:
            break
    return list(best.items())[:k]
# END SOLUTION
