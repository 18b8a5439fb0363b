# id: the-nearest-is-an-answer
# check: test_abstains, test_first_of_several
# why: A search returns its best hit for any question, so there is always something to quote. The score says how near it is, not that it answers.
# source: docs v3.0.x build-rag-with-milvus.md (the top hits are handed on whatever they are)
# BEGIN SOLUTION answer
    words = set(asked(question))
    hits = client.search(name, data=[question or "?"], anns_field="words", limit=300, output_fields=["document", "begin", "text"])[0]
    found = []
    for hit in hits:
        row = hit["entity"]
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            missing = len(words - set(re.findall(r"[a-z0-9]+", quote.lower())))
            found.append((missing, row["document"], row["begin"] + start, {"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": quote}))
    return min(found, key=lambda one: one[:3])[3] if found else None
# END SOLUTION
