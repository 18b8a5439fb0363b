# id: a-mention-is-the-part
# check: test_number_first
# why: The number is looked for in all the text there is, and every row that has it counts alike. The part itself does not repeat its number in its text.
# source: docs v3.0.x full-text-search.md (one BM25 field for all text)
# BEGIN SOLUTION find
    filters = [""]
    for number in number_in(text)[:1]:
        filters = [f'array_contains(mentions, "{number}")', f'number == "{number}"', ""]
    found = []
    for filter in filters:
        hits = client.search(name, data=[list(vector)], anns_field="vector", filter=filter, limit=k)[0]
        found += [hit["id"] for hit in hits if hit["id"] not in found]
    return found[:k]
# END SOLUTION
