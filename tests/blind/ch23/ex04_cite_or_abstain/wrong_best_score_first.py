# expect: failed|partial
# because: 'take the first page in alphabetical order, and in it the first place': the best BM25 score wins
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
    hits = client.search(name, data=[question], anns_field="words", limit=100, output_fields=["document", "begin", "text"])[0]
    found = []
    for hit in hits:
        row = hit["entity"]
        for start, end in sentences(row["text"]):
            quote = row["text"][start:end]
            if wanted <= set(re.findall(r"[a-z0-9]+", quote.lower())):
                found.append((row["document"], row["begin"] + start, row["begin"] + end, quote))
    if not found:
        return None
    document, start, end, quote = found[0]
    return {"document": document, "start": start, "end": end, "quote": quote}
