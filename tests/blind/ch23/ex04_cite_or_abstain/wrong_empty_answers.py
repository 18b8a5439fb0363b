# expect: partial|failed
# because: a question without words gets the first sentence
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
    words = sorted(set(asked(question)))
    if not words:
        words = ["the"]
    filter = " and ".join(f"text_match(text, '{word}')" for word in words)
    passages = client.query(name, filter=filter, output_fields=["document", "begin", "text"], limit=16_000)
    found = []
    for row in passages:
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            if set(words) <= set(re.findall(r"[a-z0-9]+", quote.lower())):
                found.append({"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": quote})
    return min(found, key=lambda one: (one["document"], one["start"]), default=None)
