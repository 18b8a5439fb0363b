"""The tables of ``book.toml`` and ``chapter.toml``: which keys there are, their types, and the words for each.

Imported when a course is read, and not before: the rest of this room needs nothing but Python.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1, description="text")]
Texts = Annotated[tuple[str, ...], Meta(description="a list of texts")]
Switch = Annotated[bool, Meta(description="true or false")]
Minutes = Annotated[int, Meta(ge=1, description="a whole number of minutes")]
Listed = Annotated[list[dict[str, Any]], Meta(description="written in double brackets")]


class BookChapter(msgspec.Struct, forbid_unknown_fields=True):
    """``[[part.chapter]]`` and ``[[appendix]]``."""

    id: Annotated[str, Meta(pattern=r"^(ch\d\d|app[A-Z])$", description="such as ch05 or appA")]
    slug: Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", description="of small letters, digits and underscores")]
    title: Text
    sections: Texts = ()


class BookPart(msgspec.Struct, forbid_unknown_fields=True):
    """``[[part]]``."""

    number: Text
    title: Text
    chapter: Listed = []


class BookPath(msgspec.Struct, forbid_unknown_fields=True):
    """``[[path]]``."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+$", description="of small letters")]
    title: Text
    who: Text
    chapters: Annotated[tuple[str, ...], Meta(min_length=1, description='a list of chapters, such as ["ch01"]')]


class Book(msgspec.Struct, forbid_unknown_fields=True):
    """``book.toml``."""

    title: Annotated[str, Meta(description="text")] = ""
    version: Annotated[str, Meta(description='text, such as "0.1.0"')] = "0"
    front: Texts = ()
    back: Texts = ()
    part: Listed = []
    appendix: Listed = []
    path: Listed = []


class ChapterFile(msgspec.Struct, forbid_unknown_fields=True):
    """``chapter.toml``."""

    minutes: Minutes = 0
    before: Annotated[tuple[str, ...], Meta(description='a list of chapters, such as ["ch01"]')] = ()
    objectives: Texts = ()
    exercise: Listed = []


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """``[[exercise]]``."""

    id: Annotated[str, Meta(pattern=r"^ex\d\d$", description="such as ex02")]
    title: Text
    minutes: Minutes
    hints: Annotated[tuple[Text, Text, Text], Meta(description="three hints: a nudge, a pointer, nearly the answer")]
    needs: Annotated[frozenset[str], Meta(description='a list of features, such as ["search"]')] = frozenset()
    config: Annotated[str, Meta(description="text")] = "default"
    control: Annotated[frozenset[str], Meta(description='a list, such as ["restart"]')] = frozenset()
    timeout: Annotated[float, Meta(gt=0, le=3600, description="a number of seconds, at most 3600")] = 10.0
    memory: Annotated[int, Meta(ge=16, description="a whole number of MiB, at least 16")] = 2048
    milvus: Switch | None = None
    tap: Switch = False
    program: Annotated[tuple[str, ...], Meta(description='a list of words, such as ["bash", "run.sh"]')] = ()
    starter: Annotated[Literal["generated", "hand"], Meta(description='"generated" or "hand"')] = "generated"
    seeds: Annotated[int, Meta(ge=1, description="a whole number of seeds")] = 3
    mutants: Switch = True
    shown: Annotated[str, Meta(description="a sentence or two for those who pass it")] = ""
