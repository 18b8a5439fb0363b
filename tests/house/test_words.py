"""Plain American English and the field's terms, in what readers read: a pattern that came back is seen here.

Each pattern was found in the text once, some of them forty times. The page that is made from
other files (``attacks.md``) is corrected there.
"""

import ast
import re

import pytest

from grader import course as course_module
from grader.authoring.claims.prose import blocks, sentences, split
from grader.course import syntax
from tests.conftest import ROOT

COURSE = course_module.load(ROOT)

PATTERNS = {
    "Who or whoever as a subject: write “To …”, “If you …” or “Anyone who …”": r"(?:^|[(“\"*] ?)Who(?:ever)? (?!.*\?)|\bwhoever\b",
    "“a” for “per”: write “per”, and keep “a” for money, speed and time": (
        r"\b(?:bytes?|numbers?|bits?|hits?|edges?|comparisons|terms?|values?|points?|lines?) an? "
        r"(?:number|word|row|vector|question|dimension|query|text|hit|call|line|segment|collection|shard|tenant|node|cell)\b"
    ),
    "“can be had”: write “is available” or “can be recovered”": r"\b(?:can|to|could) be had\b|\bbe had again\b",
    "“belongs into”: write “belongs in”": r"\bbelongs? into\b",
    "“, too”: write “also” before the verb": r", too\b",
    "“as well” at the end: write “also” before the verb": r"\bas well\b(?! as)",
    "“another one” for “a different one”": r"\banother (?:recall|hash|default|order|index|metric|version|question)\b",
    "“somebody”, “everybody”, “nobody”: name the actor": r"\b(?:[Ss]omebody|[Ee]verybody|[Aa]nybody)\b|\b[Nn]obody (?:has|is|can|was|knows|chooses|notices|gets)\b",
    "an archaic word: expensive, fix, estimate, forever, zero, get": r"\b(?:dear|dearer|mend|mends|mended|reckon\w*|for ever|nought|whilst)\b",
    "“goes on”: write “continues”": r"\bgo(?:es)? on\b(?! the)",
    "“tells how”, “says so itself”: write “explains how”, “shows”": r"\btells? how\b|\bsays? so itself\b",
    "British spelling": (
        r"\b(?:neighbour|colour|behaviour|favour|honour|quantis|organis|recognis|normalis|centre|centred|kilometre|grey\b|licence|analyse|labell|judgement|"
        r"defence|learnt|misspelt|towards)\w*"
    ),
    "“«»”: quote with “ ”": r"[«»]",
    "“by ruler”: Euclidean": r"\bby ruler\b",
    "“floors” of a graph: layers": r"\b(?:ground floor|floor above|builds floors)\b",
    "“catalogue”: metadata, meta store": r"\b(?:the|its|a|whole) catalogue\b",
    "“desk”: workspace": r"\b(?:your|the|this|their) desk\b",
    "“time stamp”: timestamp": r"\btime stamps?\b",
    "a blank before “%”": r"\d %(?= [a-z(]|[.,;:)”]|$)",
    "“mask”, “marked rows”: bitset": r"\bunder (?:the|a strict) mask\b|\bmarked rows\b",
}
KEPT = ("ch04 misspelt", 'colour == "red"')
"""What stays: the key under which answers to a question are remembered, and an expression of a probe, whose text is part of what was proved."""


def prose():
    """Every sentence that a reader reads: of lessons, of what manifests say of exercises, and of pages, each with its place."""
    for path in sorted((ROOT / "lessons").glob("*_*.py")):
        for sentence in sentences(path):
            if sentence.text not in KEPT:
                yield f"{path.name}:{sentence.line}", sentence.text
    for chapter in COURSE.chapters:
        told = [*chapter.objectives, *(text for e in chapter.exercises for text in (e.title, e.shown, *e.hints))]
        yield from ((f"{chapter.id}/chapter.toml", text) for text in told)
        for exercise in chapter.exercises:
            for path in (exercise.solution_path, exercise.test_path):
                for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
                    yield from written(file) if file.suffix == ".py" else ()
    for file in sorted((ROOT / "grader").rglob("*.py")):
        yield from written(file, docstrings=False)
    for path in [*sorted((ROOT / "site").glob("*.md")), ROOT / "README.md"]:
        if path.name != "attacks.md":
            for at, block in blocks(path.read_text(encoding="utf-8")):
                for text in split(block):
                    yield f"{path.name}:{at + 1}", text


def written(file, docstrings=True):
    """Every sentence in the texts of a source: statements, and what checks and commands say."""
    tree = syntax.parse(file.read_text(encoding="utf-8"))
    theirs = (node.body[0].value for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list) and node.body and isinstance(node.body[0], ast.Expr))
    skipped = set() if docstrings else set(theirs)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and node not in skipped:
            for block in re.split(r"\n\s*\n", node.value) if node.value not in KEPT else ():
                yield from ((f"{file.name}:{node.lineno}", text) for text in split(block.replace("\n", " ")))


def faults(place, text):
    """What a sentence does against the patterns."""
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)|\*[A-Z][^*]+\*", "", text)  # code, addresses and titles are not ours
    return [f"{place}: {rule}: {text[:160]}" for rule, pattern in PATTERNS.items() if re.search(pattern, plain)]


def test_the_prose_keeps_to_the_patterns():
    found = [fault for place, text in prose() for fault in faults(place, text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "Who wants everything has to wait.",
        "It helps whoever reads it.",
        "The model gives 256 numbers a word.",
        "It can be had again from the log.",
        "A cell holds about 6 % of the rows.",
        "A list belongs into an ARRAY.",
        "It can then go uphill, too.",
        "It concentrates as well.",
        "The same code has another recall.",
        "Somebody asks.",
        "Nobody knows the year.",
        "Its failure is too dear.",
        "Searching goes on.",
        "The page tells how.",
        "Its nearest neighbours are far.",
        "The section «Scalar Filtering» is short.",
        "The distance by ruler is 2.",
        "On the ground floor, where every row is.",
        "etcd has the catalogue.",
        "Each row has a time stamp.",
        "`grader next` puts it on your desk.",
        "It compares the marked rows.",
    ],
)
def test_each_pattern_is_seen(text):
    assert len(faults("here", text)) == 1


@pytest.mark.parametrize("text", ["Who is right?", "Five times a second.", "As well as words.", "`for ever`", "A cat and catalogues.", "Anyone who reads.", "*Who Reads*, SIGMOD"])
def test_what_is_fine_passes(text):
    assert faults("here", text) == []
