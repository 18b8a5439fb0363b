# id: a-name-is-harmless
# check: test_hard_names
# why: A name comes from the directory and not from a user, so it can stand in a filter as it is. Someone called a firm O'Hara “Best”, and someone else will do worse.
# source: OWASP Top 10, A03:2021 Injection; docs v3.0.x boolean.md (a filter is a text in a language of its own)
# BEGIN SOLUTION search
    if not person["groups"]:
        return []
    groups = ", ".join(f'"{group}"' for group in person["groups"])
    allowed = f'firm == "{person["firm"]}" and array_contains_any(groups, [{groups}])'
    hits = client.search(name, data=[vector], filter=allowed, limit=k)[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION
