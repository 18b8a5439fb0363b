"""MkDocs' hook: adds the generated pages and the book's order while a site is built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader import course as course_module
from grader.site import pages
from grader.site.pages import chapter as chapters
from grader.site.pages import crossing, document, glossary, paths
from grader.site.reading import charts, copies

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_COMING = "contents/#"


def _course(config: MkDocsConfig) -> course_module.Course:
    return course_module.load(Path(config.config_file_path or ".").resolve().parent)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the book's order into the navigation; links into the contents come later, in `on_nav`."""
    config.nav = _without_links(pages.navigation(_course(config)))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    from mkdocs.structure.files import File, InclusionLevel

    course = _course(config)
    files.append(File.generated(config, "assets/vega.js", abs_src_path=str(copies.chart_runtime(course))))
    files.append(File.generated(config, "assets/vega-theme.json", content=charts.theme()))
    files.append(File.generated(config, "assets/questions.json", content=json.dumps(_questions(course), ensure_ascii=False)))
    files.append(File.generated(config, "assets/paths.json", content=json.dumps(paths.document(course), ensure_ascii=False)))
    files.append(File.generated(config, "progress.json", content="null"))  # whose reader has no workspace here; the live site answers for itself
    for chapter in copies.lessons(course):
        path = chapter.lesson_path
        files.append(File.generated(config, f"downloads/{path.name}", abs_src_path=str(path)))
    for uri, text in pages.generated(course).items():
        level = InclusionLevel.NOT_IN_NAV if uri.startswith("live/") else InclusionLevel.INCLUDED
        files.append(File.generated(config, uri, content=text, inclusion=level))
    return files


def _questions(course: course_module.Course) -> list[dict[str, str]]:
    """Every question of every lesson that has its copy, for the page on which they come back."""
    found = []
    for chapter in copies.lessons(course):
        copy = copies.copy_of(course, chapter)
        if copy is not None:
            found += [{"chapter": chapter.id, **vars(question)} for question in document.load(copy).questions]
    return found


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give each chapter in preparation its link into the contents, at its place in the book."""
    _fill(nav.items, pages.navigation(_course(config)))
    return nav


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Put drawings into the page itself: there, they follow light and dark."""
    folder = Path(config.docs_dir) / "drawings"
    for drawing in folder.glob("*.svg"):
        markdown = markdown.replace(f"<!-- drawing: {drawing.stem} -->", drawing.read_text(encoding="utf-8"))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the lesson into its chapter's page, and its sections into the page's contents."""
    from mkdocs.structure.toc import AnchorLink

    if chapters.PLACE not in html:
        return html
    course = _course(config)
    chapter = course.chapter(Path(page.file.src_uri).stem)
    copy = copies.copy_of(course, chapter)
    if copy is None:
        return html.replace(chapters.PLACE, chapters.waiting(chapter))
    lesson = document.load(copy)
    explain = glossary.explainer(glossary.read(course.root), chapter.id)
    sections: list[AnchorLink] = []
    for heading in lesson.headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        if heading.level == 2 or not sections:
            sections.append(link)
        else:
            sections[-1].children.append(link)
    top = page.toc.items[0].children
    top[:0] = sections
    shown = f'{chapters.ran(lesson)}\n<div class="lesson">{lesson.html(f"../../live/{chapter.id}/", explain, crossing.linker(course, chapter))}</div>'
    return html.replace(chapters.PLACE, shown)


def on_post_build(config: MkDocsConfig) -> None:
    """Drawings are in their pages; nobody needs them as files."""
    shutil.rmtree(Path(config.site_dir) / "drawings", ignore_errors=True)


def _without_links(nav: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for entry in nav:
        for title, target in entry.items():
            if isinstance(target, list):
                kept.append({title: _without_links(target)})
            elif not target.startswith(_COMING):
                kept.append({title: target})
    return kept


def _fill(items: list[Any], wanted: list[dict[str, Any]], parent: Any = None) -> None:
    from mkdocs.structure.nav import Link

    here = {item.title: item for item in items if item.children is not None}
    pages_left = [item for item in items if item.children is None]
    ordered: list[Any] = []
    for entry in wanted:
        for title, target in entry.items():
            if isinstance(target, list):
                section = here[title]
                _fill(section.children, target, section)
                ordered.append(section)
            elif target.startswith(_COMING):
                link = Link(title, target)
                link.parent = parent
                ordered.append(link)
            else:
                ordered.append(pages_left.pop(0))
    items[:] = ordered
