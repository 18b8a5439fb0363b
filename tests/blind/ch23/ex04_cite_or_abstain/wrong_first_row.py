# expect: failed|partial
# because: 'take the first page in alphabetical order, and in it the first place': the first row that query() returns
import re
SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]



def asked(question):
    """The words of a question that count."""
    return [word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL]


def answer(client, name, question, vector):
    wanted = set(asked(question))
    if not wanted:
        return None
    filter = " and ".join(f"text_match(text, '{word}')" for word in sorted(wanted))
    rows = client.query(name, filter=filter, output_fields=["document", "begin", "text"], limit=10000, consistency_level="Strong")
    found = []
    for row in rows:
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            if wanted <= set(re.findall(r"[a-z0-9]+", quote.lower())):
                found.append((row["document"], row["begin"] + start, row["begin"] + end, quote))
    if not found:
        return None
    document, start, end, quote = found[0]
    return {"document": document, "start": start, "end": end, "quote": quote}
