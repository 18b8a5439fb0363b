"""`python -m applications.office`: start Milvus, fill it from the database, serve the page.

`--database postgresql://…` or `sqlite:////a/file.db` names the relational database. Left out, it is SQLite: in the folder of `--data`, else in memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from applications.office.store import DATABASE


def address(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The database that the command names, and the arguments that are left for `serve`."""
    rest, found, folder = [], os.environ.get(DATABASE, ""), ""
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if name == "--database":
            found = value or next(words, "")
            continue
        rest.append(word)
        if name == "--data":
            folder = value or next(words, "")
            rest += [] if value else [folder]
    if not found and folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        found = f"sqlite:///{Path(folder).resolve()}/records.db"
    return found or "sqlite:///", rest


if __name__ == "__main__":
    from applications.serve import main

    os.environ[DATABASE], left = address(sys.argv[1:])
    main("office", left)
