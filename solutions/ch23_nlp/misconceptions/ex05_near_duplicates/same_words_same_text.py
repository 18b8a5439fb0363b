# id: same-words-same-text
# check: test_duplicates
# why: A set of words is the simplest set there is. Two reports about the same match share most of their words and are no copies.
# source: docs v3.0.x minhash-lsh.md (its first example makes the set from single words)
# BEGIN SOLUTION near
    mine = set(re.findall(r"\w+", text.lower()))
    if not mine:
        return []
    hits = client.search(name, data=[signature(text)], anns_field="signature", limit=100, output_fields=["text"])[0]
    found = []
    for hit in hits:
        other = set(re.findall(r"\w+", hit["entity"]["text"].lower()))
        jaccard = len(mine & other) / len(mine | other)
        if jaccard >= least:
            found.append((hit["id"], jaccard))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
# END SOLUTION
