# expect: passed
# because: all sentences: an iterator over the passages with every word, the best one so far is kept, each word between characters that are none
import re
SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]



def asked(question):
    """The words of a question that count."""
    return [word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL]


def has_all(sentence, words):
    return all(re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", sentence.lower()) for word in words)


def passages(client, name, words):
    condition = " and ".join(f'TEXT_MATCH(text, "{word}")' for word in words)
    pages = client.query_iterator(name, filter=condition, output_fields=["document", "begin", "text"], batch_size=200)
    try:
        while batch := pages.next():
            yield from batch
    finally:
        pages.close()


def answer(client, name, question, vector):
    words = list(dict.fromkeys(asked(question)))
    best = None
    if words:
        for row in passages(client, name, words):
            for start, end in sentences(row["text"]):
                here = row["document"], row["begin"] + start
                if has_all(row["text"][start:end], words) and (best is None or here < (best["document"], best["start"])):
                    best = {"document": here[0], "start": here[1], "end": row["begin"] + end, "quote": row["text"][start:end]}
    return best
