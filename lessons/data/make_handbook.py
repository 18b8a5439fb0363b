"""Freeze the help topics of Python's `pydoc` into handbook.json: the prose of the language reference.

Run with the Python whose topics are wanted; the file in the course was made with CPython 3.11:

    python lessons/data/make_handbook.py

Each entry is {"topic": "with", "title": "The \"with\" statement", "text": paragraphs, an empty line between two}. Kept is prose: code,
grammar, tables and headings are left out, and a paragraph is one line. The text is the Python Software Foundation's: see handbook.NOTICE.
"""

import json
import re
from pathlib import Path
from pydoc_data.topics import topics

TOPICS = """assert assignment async atom-identifiers attribute-access augassign binary booleans break callable-types calls class comparisons compound
context-managers continue customization debugger del dict exceptions execmodel for function global identifiers if import in integers lambda
naming nonlocal numeric-types objects operator-summary pass power raise return sequence-types shifting slicings specialattrs string-methods
strings subscriptions truth try types typesfunctions typesmapping typesmethods typesseq typesseq-mutable unary while with yield""".split()
MOST = 30_000  # characters of one topic; the longest are cut at a paragraph
CODE = re.compile(r"::=|>>>|^\s*(?:def|class|if|for|while|try|with|except|else|elif)\b.*:\s*$|^\s*(?:import \w|from \w+ import|return \w+$|print\()|^\s*[\w.\[\]]+ = ", re.M)
SIGNATURE = re.compile(r"^(?:[a-z]\w*\.)*_{0,2}[a-zA-Z]\w*\(.*\)$")
RULE = re.compile(r"^[*=\-~+|]{4,}")


def paragraphs(text):
    """The paragraphs of prose, each on one line. What a method's heading says goes before its first paragraph; code, grammar and rules go."""
    heading = ""
    for block in re.split(r"\n\s*\n", text):
        if SIGNATURE.match(one := " ".join(block.split())):
            heading = one
            continue
        if CODE.search(block) or any(RULE.match(line.strip()) for line in block.split("\n")):
            continue
        line = re.sub(r"(?<=\w)- (?=[a-z])", "-", one)
        line = re.sub(r"^\* |^\d+\. ", "", re.sub(r"\*\*(PEP \d+|[A-Z][^*]*)\*\*", r"\1", line))
        words = re.findall(r"[A-Za-z]{2,}", line)
        if len(words) >= 6 and (line[-1].isalnum() or line[-1] in ".:)”") and len(" ".join(words)) > 0.6 * len(line):
            yield f"{heading}: {line}" if heading else line
            heading = ""


def main():
    """Write the file."""
    rows = []
    for topic in TOPICS:
        kept, length = [], 0
        for paragraph in paragraphs(topics[topic]):
            if paragraph not in kept and length + len(paragraph) < MOST:
                kept.append(paragraph)
                length += len(paragraph) + 2
        if kept:
            rows.append({"topic": topic, "title": topics[topic].split("\n", 1)[0].strip('"*'), "text": "\n\n".join(kept)})
    path = Path(__file__).with_name("handbook.json")
    path.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n", encoding="utf-8")
    print(len(rows), "topics,", sum(len(row["text"]) for row in rows), "characters,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
