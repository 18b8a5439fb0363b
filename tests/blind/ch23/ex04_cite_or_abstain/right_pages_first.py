# expect: passed
# because: 'take the first page in alphabetical order': keys, pages and places are read first, the texts by key in this order until one answers
import re
SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]



def asked(question):
    """The words of a question that count."""
    return [word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL]


def words_of(text):
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def answer(client, name, question, vector):
    wanted = set(asked(question))
    if len(wanted) == 0:
        return None
    filter = " and ".join(f'text_match(text, "{word}")' for word in wanted)
    places = client.query(name, filter=filter, output_fields=["id", "document", "begin"], limit=5000, consistency_level="Strong")
    places = sorted(places, key=lambda row: (row["document"], row["begin"]))
    for at in range(0, len(places), 50):
        some = places[at : at + 50]
        texts = {row["id"]: row["text"] for row in client.get(name, ids=[row["id"] for row in some], output_fields=["id", "text"])}
        for row in some:
            text = texts[row["id"]]
            for start, end in sentences(text):
                if wanted - words_of(text[start:end]):
                    continue
                return dict(document=row["document"], start=row["begin"] + start, end=row["begin"] + end, quote=text[start:end])
    return None
