"""A finished chapter's page, and the page that stands for its live lesson where no server is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader import backends
from grader.backends import features
from grader.course import declared as points
from grader.site.pages import lesson

if TYPE_CHECKING:
    from grader.course import Chapter, Course


def page(course: Course, chapter: Chapter) -> str:
    """Markdown of ``chapters/<id>.md``."""
    prose = lesson.read(chapter.lesson_path)
    objectives = "\n".join(f"- {text[0].upper()}{text[1:]}" for text in chapter.objectives)
    rows = "\n".join(
        f"| `{e.id}` | {e.title} | {e.minutes} | {points.total(e.test_path):g} | `grader check {e.id}` |"
        for e in chapter.exercises
    )
    total = sum(points.total(e.test_path) for e in chapter.exercises)
    sections = "\n".join(f"1. {name}" for name in chapter.sections)
    onward = prose.section("Where to read on") or "The next chapter."
    return f"""---
title: {number(chapter)} {chapter.title}
hide: [toc]
---

# {chapter.title}

<div class="facts" markdown>

- **{_minutes(chapter.minutes)}**{{ .big }} reading and doing
- **{len(chapter.exercises)}**{{ .big }} exercises, {total:g} points
- **{milvus(chapter)}**{{ .big }} {_milvus_note(chapter)}
- **{_before(course, chapter)}**{{ .big }} to be read before

</div>

## What you will be able to do

{objectives}

[Open the live lesson](../live/{chapter.id}.md){{ .md-button .md-button--primary }}
<a class="md-button" href="../../lessons/{chapter.id}/">Read it on a page of its own</a>

<div class="sections" markdown>

{sections}

</div>

## The lesson

As it ran from top to bottom, with its answers open. Live, it waits for yours, its sliders move, and its Milvus is
your own.

<iframe class="lesson" src="../../lessons/{chapter.id}/" title="The lesson of chapter {number(chapter)}, {chapter.title}, as read"></iframe>

## Exercises

| id | exercise | minutes | points | in the terminal |
|:---|:---|---:|---:|:---|
{rows}

Your file for an exercise lies in `my/{chapter.id}/`. Write in the lesson or in your own editor; `grader watch {chapter.id}`
grades at every save, and `grader hint {chapter.exercises[0].id}` helps one step at a time.

## Where to read on

{onward}
"""


def live_page(chapter: Chapter) -> str:
    """Markdown of ``live/<id>.md``, which the course's own server puts the live lesson in front of."""
    return f"""---
title: "{chapter.title}: live"
hide: [navigation, toc]
search:
  exclude: true
---

# {chapter.title}: live

A live lesson runs Python and a Milvus, so it runs on your machine, not here:

```sh
make start
```

That serves this whole site with the lessons live, and prints the link to open.
[The chapter's page](../chapters/{chapter.id}.md) has the lesson as read.
"""


def number(chapter: Chapter) -> str:
    """``5``, or ``Appendix A``."""
    return chapter.number if chapter.part is not None else f"Appendix {chapter.number}"


def milvus(chapter: Chapter) -> str:
    """The smallest Milvus that serves every exercise of a chapter, in words, by what the probes saw."""
    lite = backends.backend("lite")
    seen = features.known(lite.key())
    served = [
        e.config in lite.profiles and e.control <= lite.controls and all(seen.get(need, True) for need in e.needs)
        for e in chapter.exercises
        if e.milvus
    ]
    return "Milvus Lite" if all(served) else "Milvus Lite and a server" if any(served) else "A Milvus server"


def _milvus_note(chapter: Chapter) -> str:
    if milvus(chapter) == "Milvus Lite":
        return "is enough: nothing to install"
    return "`grader doctor` says what is here"


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h" if not rest else f"{hours} h {rest} min"


def _before(course: Course, chapter: Chapter) -> str:
    if not chapter.before:
        return "Nothing"
    names = []
    for id in chapter.before:
        earlier = course.chapter(id)
        word = f"Chapter {earlier.number}" if earlier.part is not None else number(earlier)
        names.append(f"[{word}]({earlier.id}.md)" if earlier.ready else word)
    return ", ".join(names)
