# expect: failed|partial
# because: 'If none does, return None': the sentence with the most words of the best passage is quoted for every question
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
    hits = client.search(name, data=[vector], anns_field="vector", limit=5, output_fields=["document", "begin", "text"])[0]
    best, most = None, -1
    for hit in hits:
        row = hit["entity"]
        for start, end in sentences(row["text"]):
            count = len(wanted & set(asked(row["text"][start:end])))
            if count > most:
                best, most = {"document": row["document"], "start": row["begin"] + start, "end": row["begin"] + end, "quote": row["text"][start:end]}, count
    return best
