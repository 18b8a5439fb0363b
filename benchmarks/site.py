"""How large the site is, and how soon a reader sees a chapter.

``python benchmarks/site.py`` measures ``build/site`` (made by ``grader site build``) in Chromium, from a plain file server on
this machine: five visits a page with an empty cache, the median counts. ``--write`` keeps the table in ``benchmarks/site.md``.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = Path(__file__).with_name("site.md")
VISITS = 5
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over http; the address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def visit(browser: object, url: str, wait_for: str) -> dict[str, float]:
    """One visit with an empty cache: requests, bytes, milliseconds to the first paint and until a text can be read."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda r: sizes.append(int(r.headers.get("content-length", 0))))
    page.goto(url)
    page.locator(wait_for).first.wait_for()
    read = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    context.close()
    return {"requests": len(sizes), "kB": sum(sizes) / 1000, "first paint ms": paint, "prose ms": read}


def measure(folder: Path, pages: dict[str, str]) -> list[tuple[str, dict[str, float]]]:
    """The median of each number for each page: path to what has to be there to be read."""
    from playwright.sync_api import sync_playwright

    rows = []
    path = next(p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name)))
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for page, wait_for in pages.items():
            seen = [visit(browser, address + page, wait_for) for _ in range(VISITS)]
            rows.append((page, {key: statistics.median(one[key] for one in seen) for key in seen[0]}))
        browser.close()
    return rows


def table(rows: list[tuple[str, dict[str, float]]]) -> str:
    """Markdown."""
    lines = ["| page | requests | kB | first paint, ms | prose can be read, ms |", "|:---|---:|---:|---:|---:|"]
    lines += [f"| `{page}` | " + " | ".join(f"{value:,.0f}" for value in row.values()) + " |" for page, row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep it if wanted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    if not (wanted.folder / "index.html").is_file():
        sys.exit(f"No site in {wanted.folder}. Next: grader site build")
    chapters = sorted(p.parent.name for p in wanted.folder.glob("chapters/*/index.html"))
    pages = {"/": "h1"} | {f"/chapters/{id}/": ".lesson h2" for id in chapters}
    size = sum(p.stat().st_size for p in wanted.folder.rglob("*") if p.is_file())
    text = f"The whole site: {size / 1e6:.1f} MB.\n\n{table(measure(wanted.folder, pages))}\n"
    print(text)
    if wanted.write:
        head, mark, _ = TARGET.read_text(encoding="utf-8").partition("<!-- now -->\n")
        TARGET.write_text(f"{head}{mark}{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
