# expect: passed
# because: all sentences: passages sorted by page and place, the first sentence that has the words; question and sentence through the same function
import re
SMALL = set("a an and are at be can do does for how i if in is it may of on or the there to was what when where which who why with you".split())


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]



def asked(question):
    """The words of a question that count."""
    return [word for word in re.findall(r"[a-z0-9]+", question.lower()) if word not in SMALL]


from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Citation:
    document: str
    start: int
    end: int
    quote: str


def citations(row):
    for start, end in sentences(row["text"]):
        yield Citation(row["document"], row["begin"] + start, row["begin"] + end, row["text"][start:end])


def answer(client, name, question, vector):
    words = frozenset(asked(question))
    if not words:
        return None
    conditions = [f"text_match(text, '{word}')" for word in words]
    rows = client.query(name, filter="(" + ") and (".join(conditions) + ")", output_fields=["document", "begin", "text"], limit=3000, consistency_level="Strong")
    rows.sort(key=lambda row: (row["document"], row["begin"]))
    answers = (one for row in rows for one in citations(row) if words.issubset(asked(one.quote)))
    first = next(answers, None)
    return asdict(first) if first else None
