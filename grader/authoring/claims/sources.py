"""The form in which a lesson cites: readable in the prose, and readable by a program.

=====================================  ============================================================
``docs v3.0.x, *Metric Types*``        pages of the documentation, by their titles; several with commas
``release notes 2.6.8``                the notes of one release
``milvus-io/milvus #53132, 3.0.0``     an issue or a pull request, and the version that it is about
=====================================  ============================================================

A sentence that names a version which was run here (``2.3.5``, ``Lite 3.2.2``, ``pymilvus 3.0.2``) needs no citation: it was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAGES = r"(?:\*[^*]+\*)(?:,? (?:and )?\*[^*]+\*)*"
_DOCS = re.compile(rf"\bdocs v(?P<version>\d+(?:\.\w+)+), (?P<pages>{_PAGES})")
_NOTES = re.compile(r"\brelease notes (?P<version>\d+\.\d+\.\d+)\b")
_ISSUE = re.compile(r"(?P<repo>[\w.-]+/[\w.-]+) #(?P<number>\d+), (?P<version>(?:before |after )?\d+(?:\.\w+)+(?: and (?:later|master))?)")
_FORMS = (_DOCS, _NOTES, _ISSUE)
_LOOSE = (
    (re.compile(r"\bdocs(?: of)? v?\d|\bdocs, \*"), "docs v3.0.x, *Title of the Page*"),
    (re.compile(r"\bdocumentation(?: of)?(?: Milvus)?,? v?\d[\w.]*[,:]? \*|\*[^*]+\*,? (?:Milvus )?v?\d\.\d documentation"), "docs v3.0.x, *Title of the Page*"),
    (re.compile(r"\*[A-Z][^*]+\*,? \(?v?\d\.\d(?:\.\w+)?\)"), "docs v3.0.x, *Title of the Page*"),
    (re.compile(r"\brelease notes\b"), "release notes 2.6.8"),
    (re.compile(r"(?<![\w&])#\d{3,}\b|\bissue \d{3,}\b"), "milvus-io/milvus #53132, 3.0.0"),
)
HERE = re.compile(r"\b(?P<what>pymilvus|Lite|Milvus|server)?\s?(?P<version>2\.3\.5|2\.2\.16|3\.2\.2|(?<=pymilvus )3\.0\.2)\b")
_VERSION = re.compile(r"\b(?:Milvus|Lite|pymilvus|server|[Ss]ince|[Bb]efore|[Uu]ntil|[Ii]n|[Ww]ith|of|than) (?:Milvus |version )?(?P<version>v?[1-3]\.\d{1,2}(?:\.\d{1,2})?)(?![\d%,.]*\d)(?! (?:%|GB\b|ms\b|s\b|seconds\b|million\b))")


@dataclass(frozen=True)
class Source:
    """Where a claim can be looked up again.

    Attributes:
        name: the page's title, ``release notes``, or ``milvus-io/milvus #53132``.
        version: of Milvus, as the citation says it.
    """

    name: str
    version: str


def sources(sentence: str) -> Iterator[Source]:
    """The sources that a sentence cites, in its order."""
    found: list[tuple[int, Source]] = []
    for match in _DOCS.finditer(sentence):
        found += [(match.start(), Source(page, match["version"])) for page in re.findall(r"\*([^*]+)\*", match["pages"])]
    found += [(m.start(), Source("release notes", m["version"])) for m in _NOTES.finditer(sentence)]
    found += [(m.start(), Source(f"{m['repo']} #{m['number']}", m["version"])) for m in _ISSUE.finditer(sentence)]
    return (source for _, source in sorted(found, key=lambda each: each[0]))


def loose(sentence: str) -> str | None:
    """The form that a citation without a version should have, or None where each has one."""
    rest = sentence
    for form in _FORMS:
        rest = form.sub("", rest)
    rest = re.sub(r"\(https?:[^)]*\)", "", rest)
    return next((form for pattern, form in _LOOSE if pattern.search(rest)), None)


def measured(sentence: str) -> list[str]:
    """The versions run here that a sentence names: ``2.3.5``, ``3.2.2``, …"""
    return list(dict.fromkeys(m["version"] for m in HERE.finditer(sentence)))


def versions(sentence: str) -> list[str]:
    """Other versions of Milvus or pymilvus that a sentence speaks of."""
    return [v for v in dict.fromkeys(m["version"] for m in _VERSION.finditer(sentence)) if v not in measured(sentence)]
