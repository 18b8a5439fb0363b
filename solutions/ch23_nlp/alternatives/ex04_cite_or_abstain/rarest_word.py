"""One TEXT_MATCH on all the words, read page by page through an iterator, and the test of each sentence in place."""

import re

SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def answer(client, name, question, vector):
    words = {word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL}
    best = None
    if not words:
        return best
    clauses = [f'TEXT_MATCH(text, "{word}")' for word in sorted(words, key=len, reverse=True)]
    pages = client.query_iterator(name, batch_size=200, filter=" AND ".join(clauses), output_fields=["document", "begin", "text"])
    while rows := pages.next():
        for row in rows:
            for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", row["text"]):
                there = {word.lower() for word in re.findall(r"[A-Za-z0-9]+", match.group())}
                if not words - there:
                    key = (row["document"], row["begin"] + match.start())
                    if best is None or key < best[0]:
                        best = (key, {"document": key[0], "start": key[1], "end": row["begin"] + match.end(), "quote": match.group()})
    pages.close()
    return best and best[1]
