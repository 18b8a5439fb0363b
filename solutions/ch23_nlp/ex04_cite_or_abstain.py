'''Cite or abstain.

A museum answers questions from its house rules. They are stored in a collection in passages: `id` (the key), `document` (VARCHAR: the name of a page),
`begin` (INT64: where the passage begins in its page), `text` (VARCHAR, analyzed: `TEXT_MATCH` works on it, and it has 1 to 6 sentences), `words` (its BM25
vector) and `vector` (32 floats, COSINE). A page has many passages, and there are up to 3,000 of them. Passages of a page do not overlap.

`sentences(text)` and `asked(question)` are given. `asked` returns the words that count: lower case, without small words such as *the* and *when*.

A sentence **answers** a question if it has every word that counts, as a whole word, whatever its capitals. Several sentences of a passage that have the
words between them do not answer. Nor does a sentence that has all but one: on *Sunday* the doors may be closed.

Write `answer(client, name, question, vector)`. Return a dict

- `document`: the page that the sentence stands in,
- `start` and `end`: where in the **page** it begins and ends, so that `page[start:end]` is the sentence,
- `quote`: the sentence, letter by letter.

If several sentences answer, take the first page in alphabetical order, and in it the first place. If none does, return `None`. A question without a
word that counts has no answer. Do not read the whole collection for one question. `vector` is the question's vector; you need not use it.
'''

import re

SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def asked(question):
    """The words of a question that count."""
    return [word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL]


def answer(client, name, question, vector):
    """The sentence that answers, with its place, or None."""
    # BEGIN SOLUTION answer
    words = sorted(set(asked(question)))
    if not words:
        return None
    filter = " and ".join(f"text_match(text, '{word}')" for word in words)
    passages = client.query(name, filter=filter, output_fields=["document", "begin", "text"], limit=16_000)
    found = []
    for row in passages:
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            if set(words) <= set(re.findall(r"[a-z0-9]+", quote.lower())):
                found.append({"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": quote})
    return min(found, key=lambda one: (one["document"], one["start"]), default=None)
    # END SOLUTION
