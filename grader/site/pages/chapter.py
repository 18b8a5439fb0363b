"""A finished chapter's page, and the page that stands for its live lesson where no server is."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from grader import backends
from grader.backends import features
from grader.course import declared as points

if TYPE_CHECKING:
    from grader.course import Chapter, Course, Exercise
    from grader.site.pages.document import Document


PLACE = '<div id="the-lesson"></div>'
"""Where the hook puts the lesson into the page: what a run shows is no Markdown any more."""


def page(course: Course, chapter: Chapter) -> str:
    """Markdown of ``chapters/<id>.md``, with `PLACE` where the lesson goes."""
    rows = "\n".join(
        f"| {_exercise_link(e)} | {e.minutes} | {points.total(e.test_path):g} | `grader check {e.id}` |"
        for e in chapter.exercises
    )
    total = sum(points.total(e.test_path) for e in chapter.exercises)
    return f"""---
title: {number(chapter)} {chapter.title}
---

# {chapter.title}

<div class="facts" markdown>

- **{spent(chapter.minutes)}**{{ .big }} for the lesson, {spent(chapter.exercise_minutes)} for its exercises
- **{len(chapter.exercises)}**{{ .big }} exercises, {total:g} points
- **{milvus(chapter)}**{{ .big }} {_milvus_note(chapter)}
- **{_before(course, chapter)}**{{ .big }} to be read before

</div>

<p class="how-far" data-progress="{chapter.id}"></p>

<a class="md-button md-button--primary" href="../../live/{chapter.id}/">Open this chapter live</a>
<span data-continue="{chapter.id}"></span>

{PLACE}

<p class="path-next" data-next="{chapter.id}" data-search-exclude></p>

## The exercises in the terminal

| exercise | minutes | points | command |
|:---|---:|---:|:---|
{rows}

Your file for an exercise lies in `my/{chapter.id}/`. Write in the lesson or in your own editor; `grader watch {chapter.id}`
grades at every save, and `grader hint {chapter.exercises[0].id}` helps one step at a time.

## The chapter as a file

<a href="../../downloads/{chapter.lesson_path.name}" download>{chapter.lesson_path.name}</a> is a script and a notebook in one: in
the course's folder, `python lessons/{chapter.lesson_path.name}` runs it from top to bottom, and `marimo edit
lessons/{chapter.lesson_path.name}` opens it to be changed.
"""


def waiting(chapter: Chapter) -> str:
    """HTML that stands in the page until the lesson has run; a script asks the server and shows what comes."""
    return (
        f'<div class="lesson-waiting" data-lesson="{chapter.id}" role="status">'
        "<p>This chapter is made by running it, once, on a Milvus of its own. That takes about a minute; then the page shows "
        f'it by itself. <a href="../../live/{chapter.id}/">Open the chapter live</a> meanwhile.</p></div>'
    )


def ran(lesson: Document) -> str:
    """HTML that says what the reader looks at: a run, and which Milvus answered in it."""
    who = " and ".join(f"Milvus {name}" for name in lesson.milvus)
    asked = f" {who} gave every answer below that is not marked as recorded." if who else ""
    return (
        f'<p class="ran" data-search-exclude>As it ran from top to bottom.{asked} Live, it waits for your predictions, '
        "its controls move, and its Milvus is your own.</p>"
    )


def _exercise_link(exercise: Exercise) -> str:
    """A link within the page; HTML, because the lesson's headings come after MkDocs' own check."""
    return f'<a href="#{exercise.id.rpartition("/")[2]}">{html.escape(exercise.title)}</a>'


def anchor(section: str) -> str:
    """The anchor of a section's heading, on the page and in the live lesson."""
    from markdown.extensions.toc import slugify

    return str(slugify(section, "-"))


def section_link(chapter: Chapter, section: str, text: str | None = None) -> str:
    """A link to a section from a page at the site's top; HTML, because the heading comes after MkDocs' own check."""
    words = html.escape(text or section)
    return f'<a href="../chapters/{chapter.id}/#{anchor(section)}">{words}</a>'


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
[The chapter's page](../chapters/{chapter.id}.md) has all of it to read.
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


def spent(minutes: int) -> str:
    """So many minutes, as one says them."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h" if not rest else f"{hours} h {rest} min"


def _before(course: Course, chapter: Chapter) -> str:
    if not chapter.before:
        return "Nothing"
    names = []
    for id in chapter.before:
        earlier = course.chapter(id)
        names.append(f"[{earlier.spoken}]({earlier.id}.md)" if earlier.ready else earlier.spoken)
    return ", ".join(names)
