# id: offsets-of-the-passage
# check: test_cites
# why: The passage is what was searched, so places are counted in it. A reader who opens the page finds something else there.
# source: docs v3.0.x text-highlighter.md (offsets refer to the text of the field)
# BEGIN SOLUTION answer
    words = sorted(set(asked(question)))
    if not words:
        return None
    passages = client.query(name, filter=" and ".join(f"text_match(text, '{word}')" for word in words), output_fields=["document", "begin", "text"], limit=16_000)
    found = []
    for row in passages:
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            if set(words) <= set(re.findall(r"[a-z0-9]+", quote.lower())):
                found.append(((row["document"], row["begin"] + start), {"document": row["document"], "start": start, "end": end, "quote": quote}))
    return min(found, key=lambda one: one[0])[1] if found else None
# END SOLUTION
