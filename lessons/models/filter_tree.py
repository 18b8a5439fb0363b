"""How a filter binds: `not` first, then `and`, then `or`. The lesson asks Milvus what each part keeps.

This reads only the skeleton. What stands between the three words is a *leaf*, kept as it is; whether it makes sense is for Milvus
to say.
"""

from dataclasses import dataclass, field

WORDS = {"or": "or", "||": "or", "and": "and", "&&": "and"}


@dataclass
class Part:
    """`kind` is "or", "and", "not" or "leaf"; `text` is a filter by itself."""

    kind: str
    text: str
    parts: list["Part"] = field(default_factory=list)


def read(text: str) -> Part:
    """The tree of a filter."""
    text = text.strip()
    for kind in ("or", "and"):  # what binds most loosely is cut first
        pieces = _cut(text, kind)
        if len(pieces) > 1:
            return Part(kind, text, [read(piece) for piece in pieces])
    low = text.lower()
    if low.startswith(("not ", "not(")):
        return Part("not", text, [read(text[3:])])
    if text.startswith("!") and not text.startswith("!="):
        return Part("not", text, [read(text[1:])])
    if text.startswith("(") and _closing(text) == len(text) - 1:
        inner = read(text[1:-1])
        return Part(inner.kind, text, inner.parts)
    return Part("leaf", text)


def _spans(text):
    """(position, depth of brackets, whether inside quotes) for each character."""
    depth, quote, skip = 0, "", False
    for i, c in enumerate(text):
        if skip:
            skip = False
        elif quote:
            skip, quote = c == "\\", "" if c == quote else quote
        elif c in "\"'":
            quote = c
            yield i, depth, True
            continue
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        yield i, depth, bool(quote) or skip


def _cut(text, kind):
    """The pieces between the words of one kind that stand outside brackets and quotes."""
    free = {i for i, depth, quoted in _spans(text) if depth == 0 and not quoted}
    pieces, start, i = [], 0, 0
    while i < len(text):
        for word, meaning in WORDS.items():
            end = i + len(word)
            alone = not word.isalpha() or not (text[i - 1 : i].isidentifier() or text[end : end + 1].isidentifier() or text[i - 1 : i].isdigit())
            if meaning == kind and i in free and alone and text[i:end].lower() == word:
                pieces.append(text[start:i])
                start = i = end
                break
        else:
            i += 1
    return [*pieces, text[start:]]


def _closing(text):
    """Where the bracket closes that the text begins with."""
    return next((i for i, depth, quoted in _spans(text) if i and depth == 0 and not quoted and text[i] in ")]}"), -1)
