"""Freeze one-line summaries of Python's standard library into pydoc.json.

Run with the Python whose summaries are wanted; the file in the course was made with CPython 3.11:

    python lessons/data/make_pydoc.py

Each entry is {"name": "shutil.copytree", "module": "shutil", "kind": "function", "text": first sentence}.
Docstrings are the Python Software Foundation's: see pydoc.NOTICE.
"""

import importlib
import inspect
import json
import re
from pathlib import Path

MODULES = """array ast asyncio base64 bisect bz2 calendar cmath codecs collections colorsys configparser contextlib
copy csv datetime decimal difflib dis email.utils enum filecmp fnmatch fractions ftplib functools getpass glob gzip
hashlib heapq hmac html http.client imaplib inspect io ipaddress itertools json linecache locale logging lzma math
mimetypes operator os os.path pathlib pickle platform pprint queue random re secrets select shelve shlex shutil signal
smtplib socket sqlite3 ssl stat statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit
tokenize traceback types unicodedata urllib.parse urllib.request uuid wave weakref webbrowser xml.etree.ElementTree
zipfile zlib""".split()
SIGNATURE = re.compile(r"^[\w.]+\(.*?\)( -> [\w\[\], ]+)?[:.]?( - )?\s*")
NARROW = re.compile(r"^(W[A-Z]|S_|RAND_)|sched|[gu]id|pid|xattr|exec|spawn|wait|pty|prior|pre?ad|pwrit|sid|pg|encode$|b16|b32|^g?l?chown|C14N")
LIMIT = 9  # a module, so that no one module fills the shelf
ODD = re.compile(r"deprecat|obsolete|alias for|undocumented|abstract base|not supposed|internal|see help|\(\) ->|->", re.I)


def first_sentence(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    if len(paragraphs) > 1 and SIGNATURE.match(paragraphs[0]):
        paragraphs = paragraphs[1:]
    text = SIGNATURE.sub("", paragraphs[0])
    match = re.match(r"(.+?[a-z\)0-9'\"`])\.(\s|$)", text)
    return (match.group(1) if match else text).strip() + "."


def members(module):
    yield from ((name, thing) for name, thing in vars(module).items() if not name.startswith("_") and callable(thing))


def main() -> None:
    rows, texts = [], set()
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        found = []
        for name, thing in sorted(members(module)):
            home = getattr(thing, "__module__", None) or module_name
            own = home.lstrip("_").split(".")[0] in (module_name.split(".")[0], "posix", "posixpath", "genericpath", "builtins")
            if not own or (inspect.isclass(thing) and issubclass(thing, BaseException)):
                continue
            doc = inspect.getdoc(thing) or ""
            if inspect.isclass(thing) and doc == inspect.getdoc(object):
                continue
            text = first_sentence(doc)
            if not 14 <= len(text) <= 150 or not text.isascii() or ODD.search(text) or text in texts:
                continue
            if (module_name in ("os", "ssl", "signal") and NARROW.search(name)) or text[0].islower():
                continue
            texts.add(text)
            kind = "class" if inspect.isclass(thing) else "function"
            found.append({"name": f"{module_name}.{name}", "module": module_name, "kind": kind, "text": text})
        found.sort(key=lambda row: (row["kind"] == "class", len(row["name"]), row["name"]))
        rows += found[:40] if module_name in ("os", "os.path", "shutil", "math", "random", "statistics", "string", "textwrap") else found[:LIMIT]
    path = Path(__file__).with_name("pydoc.json")
    path.write_text(json.dumps(rows, indent=0, ensure_ascii=True) + "\n", encoding="utf-8")
    print(len(rows), "entries,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
