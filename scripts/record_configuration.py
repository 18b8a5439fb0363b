"""Record the parameters that appendix B lists: of the server's own template, and of the documentation of Milvus 3.0.

    python scripts/record_configuration.py DOCS      # DOCS: a clone of github.com/milvus-io/web-content
    python scripts/record_configuration.py           # the template alone is read again; the documentation's part is kept

It writes ``lessons/recorded/configuration.json``: names, defaults, units, and what the course says of a parameter in its own
words (``scripts/configuration_notes.toml``). No sentence of the template or the documentation is copied.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml

from grader.backends import unpack

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "lessons" / "recorded" / "configuration.json"
NOTES = Path(__file__).with_name("configuration_notes.toml")
PAGES = "v3.0.x/site/en/reference/sys_config"
ON_THE_FLY = "v3.0.x/site/en/adminGuide/dynamic_config.md"
_UNITS = (
    ("ms", r"\(ms\)|unit:? ?ms\b|in milliseconds|\(milliseconds\)|^ms\b|\bms,"),
    ("s", r"unit:? ?seconds?\b|in seconds?\b|\(seconds?\)|\(s\)|^seconds?\b"),
    ("min", r"\(min\)|in minutes"),
    ("h", r"in hours?\b"),
    ("MB", r"unit:? ?MB\b|in MB\b|\(MB\)|^MB\b|\bMB,"),
    ("GB", r"unit:? ?GB\b|in GB\b|\(GB\)|^GB\b"),
    ("B", r"\(B\)|in bytes\b|^bytes?\b|, bytes?\b"),
)
_IN_NAMES = (
    (r"(?:TimeoutMs)$", "ms"),
    (r"(?:Seconds|InSeconds)$", "s"),
    (r"InMinutes$", "min"),
    (r"InMB|SizeInMB", "MB"),
    (r"InGB$", "GB"),
    (r"Percentage", "%"),
    (r"(?:Send|Recv)Size$|Bytes$", "B"),
)


def flattened(data: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Leaves by their places."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        found |= flattened(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
    return found


def as_text(value: Any) -> str:
    """A default as the server spells it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(as_text(one) for one in value) if isinstance(value, list) else str(value)


def unit(name: str, told: str, default: str) -> str:
    """What a number counts, where its name or what is written beside it says so; empty for texts, switches and plain counts."""
    if not re.fullmatch(r"-?[\d.]+", default):
        return ""
    last = name.rpartition(".")[2]
    named = [of for pattern, of in _IN_NAMES if re.search(pattern, last)]
    if named:
        return named[0]
    if re.search(r"Rate(?:\.\w+)*$", name) and "Ratio" not in name:
        return "MB/s" if "MB/s" in told else "per s" if re.search(r"\b[nqv]?ps\b|per second", told) else ""
    found = [(match.start(), of) for of, pattern in _UNITS if (match := re.search(pattern, told))]
    of = min(found)[1] if found else ""
    return "B" if of == "MB" and float(default) > 10**6 else of  # “64 MB” beside 67108864


def template() -> dict[str, dict[str, str]]:
    """Default and unit by place, as the package's template has them; what the package itself fills in has no default here."""
    text = unpack.template().read_text(encoding="utf-8")
    values = flattened(yaml.safe_load(re.sub(r"\{\{[^}:]*:?\s*([^}]*?)\s*\}\}", r"\1", text)))  # a hole is filled with its default
    beside: dict[tuple[str, str], set[str]] = {}  # what stands beside a key with that default; of several nobody knows whose it is
    for line in text.splitlines():
        if found := re.match(r"\s*(\w+):\s*([^#]*?)\s*(?:#\s*(.*))?$", line):
            beside.setdefault((found[1], found[2]), set()).add(found[3] or "")
    rows = {}
    for name, value in values.items():
        default = as_text(value)
        told = beside.get((name.rpartition(".")[2], default), set())
        rows[name] = {"default": default, "unit": unit(name, next(iter(told)) if len(told) == 1 else "", default)}
    return rows


def digest() -> str:
    """Of the template as it ships."""
    return hashlib.sha256(unpack.template().read_bytes()).hexdigest()


def pages(repository: Path) -> dict[str, dict[str, str]]:
    """Default, unit and page by place, as the documentation has them."""
    rows = {}
    for path in sorted(shown(repository, "ls-tree", "-r", "--name-only", "HEAD", PAGES + "/").split()):
        text = shown(repository, "show", f"HEAD:{path}")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        for found in re.finditer(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE):
            told, default = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(cell))).strip() for cell in re.findall(r"<td>(.*?)</td>", found[2], re.DOTALL))
            rows[found[1]] = {"default": default, "unit": unit(found[1], told, default), "page": title[1].strip() if title else ""}
    return rows


def on_the_fly(repository: Path) -> dict[str, str]:
    """The places that the documentation lists as changeable while Milvus runs, with the default that this list gives."""
    found = re.findall(r"^\s*\|\s*([a-z]\w*(?:\.\w+)+)\s*\|\s*(\S+)\s*\|", shown(repository, "show", f"HEAD:{ON_THE_FLY}"), re.MULTILINE)
    return {name: default.lower().strip('"') if default in ("TRUE", "FALSE", '""') else default for name, default in found}


def shown(repository: Path, *command: str) -> str:
    """What git says."""
    return subprocess.run(["git", "-C", str(repository), *command], capture_output=True, text=True, check=True, timeout=60).stdout


def recorded() -> dict[str, Any]:
    """The record as it is."""
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def joined(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]], live: dict[str, str], notes: dict[str, str]) -> list[dict[str, Any]]:
    """One row per place, in the order of the alphabet."""
    rows = []
    for name in sorted({*old, *new, *live}, key=str.lower):
        was, now = old.get(name), new.get(name)
        units = [one["unit"] for one in (now, was) if one and one["unit"]]
        rows.append({"name": name, "2.3.5": was["default"] if was else None, "3.0": now["default"] if now else None, "unit": units[0] if units else "",
                     "live": live.get(name), "page": now["page"] if now else "", "note": notes.get(name, "")})  # fmt: skip
    return rows


def main() -> None:
    """Read what there is to read, and write the record."""
    notes: dict[str, str] = tomllib.loads(NOTES.read_text(encoding="utf-8"))
    if len(sys.argv) > 1:
        repository = Path(sys.argv[1])
        new, live = pages(repository), on_the_fly(repository)
        docs = {"repository": "github.com/milvus-io/web-content", "commit": shown(repository, "rev-parse", "HEAD").strip(), "folder": PAGES, "version": "3.0.x"}
    else:
        kept = recorded()
        docs = kept["docs"]
        new = {r["name"]: {"default": r["3.0"], "unit": r["unit"], "page": r["page"]} for r in kept["parameters"] if r["3.0"] is not None}
        live = {r["name"]: r["live"] for r in kept["parameters"] if r["live"] is not None}
    rows = joined(template(), new, live, notes)
    if strange := sorted(set(notes) - {row["name"] for row in rows}):
        raise SystemExit(f"Expected notes about parameters that are listed, found: {', '.join(strange)}. Correct {NOTES.name}.")
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    head = json.dumps({"template": {"package": f"milvus {unpack.VERSION}", "sha256": digest()}, "docs": docs}, indent=1)
    RECORD.write_text(head[:-2] + ',\n "parameters": [\n' + lines + "\n ]\n}\n", encoding="utf-8")
    print(f"{len(rows)} parameters in {RECORD}")


if __name__ == "__main__":
    main()
