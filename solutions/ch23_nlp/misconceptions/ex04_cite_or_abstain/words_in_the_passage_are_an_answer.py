# id: words-in-the-passage-are-an-answer
# check: test_abstains
# why: The passage has all the words, so it is taken to answer, and the sentence with the most of them is quoted.
# source: docs v3.0.x keyword-match.md (TEXT_MATCH decides about the whole field)
# BEGIN SOLUTION answer
    words = sorted(set(asked(question)))
    if not words:
        return None
    passages = client.query(name, filter=" and ".join(f"text_match(text, '{word}')" for word in words), output_fields=["document", "begin", "text"], limit=16_000)
    found = []
    for row in passages:
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            missing = len(set(words) - set(re.findall(r"[a-z0-9]+", quote.lower())))
            found.append((missing, row["document"], row["begin"] + start, {"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": quote}))
    return min(found, key=lambda one: one[:3])[3] if found else None
# END SOLUTION
