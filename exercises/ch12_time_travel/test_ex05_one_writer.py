"""Checks of ch12/ex05. An article's life is written as a few letters; what should hold afterwards is worked out from them."""

import pytest

from grader.checks import check, fail, misconception, no_second_row, require, same

BOT = "bot"


def lives(rng, n, start):
    """Changes of n articles: (at, op, article, by). The bot is at work from the middle on; it was here before, and behaved."""
    events, at = [], start
    ids = [int(i) for i in rng.choice(90_000, size=n, replace=False) + 10]
    there, number = set(), 0
    for step in range(9 * n):
        at += int(rng.integers(1, 900))
        article = ids[step] if step < n // 2 else ids[int(rng.integers(n))]
        by = BOT if rng.random() < (0.15 if step < 5 * n else 0.45) else ["ada", "ben", "cem"][int(rng.integers(3))]
        if article in there and rng.random() < 0.3:
            there.discard(article)
            events.append((at, "delete", article, by, ""))
        else:
            there.add(article)
            number += 1
            events.append((at, "put", article, by, f"title {number}"))
    return events, events[5 * n][0]


def rows_of(events, flat, forever):
    opened, rows = {}, []
    for n, (at, op, article, by, title) in enumerate(events):
        if (row := opened.pop(article, None)) is not None:
            row |= {"valid_to": at, "ended_by": by}
        if op == "put":
            row = {"id": f"v{n}", "article": article, "title": title, "vector": flat[n % len(flat)].tolist(), "valid_from": at, "valid_to": forever, "by": by, "ended_by": ""}
            opened[article] = row
            rows.append(row)
    return rows


def undone(events, writer, since):
    """{article: title or None} of the articles whose present state is the writer's doing: what it goes back to."""
    states = {}
    for at, op, article, by, title in events:
        states.setdefault(article, [(None, "", 0)]).append((title if op == "put" else None, by, at))
    found = {}
    for article, line in states.items():
        if line[-1][1] == writer and line[-1][2] >= since:
            back = next(s for s in reversed(line) if not (s[1] == writer and s[2] >= since))
            if back[0] is not None or line[-1][0] is not None:
                found[article] = back[0]
    return found


def now_of(events):
    there = {}
    for _, op, article, _, title in events:
        if op == "put":
            there[article] = title
        else:
            there.pop(article, None)
    return there


@pytest.fixture
def written(client, support, fresh, seed):
    def make(events):
        name = support.collection(client, fresh("articles"), "by", "ended_by")
        rows = rows_of(events, support.pool(seed), support.FOREVER)
        for start in range(0, len(rows), 1000):
            client.insert(name, rows[start : start + 1000])
        return name, rows

    return make


def holding(client, support, name, at):
    """{article: [titles]} of what holds at a moment."""
    found = {}
    for r in support.everything(client, name, ["article", "title", "valid_from", "valid_to"]):
        if r["valid_from"] <= at < r["valid_to"]:
            found.setdefault(r["article"], []).append(r["title"])
    return found


def story(text, start=1000):
    """`a:one b:two b:-` and so on, an article's changes with their authors, as events of article 7."""
    names = {"a": "ada", "b": BOT, "c": "cem"}
    return [(start + 100 * n, "delete" if t[2:] == "-" else "put", 7, names[t[0]], t[2:].replace("-", "")) for n, t in enumerate(text.split())]


def tell(submission, client, support, written, text, since, expected, why):
    events = story(text)
    name, _ = written([*events, (1950, "put", 8, "cem", "beside")])
    now = 5000
    given = submission.undo(client, name, BOT, since, now)
    found = holding(client, support, name, now)
    call = f"undo(writer='bot', since={since}, now={now}) of an article with the changes {text} (a, b, c: ada, the bot, cem; from 1,000 on, every 100 ms)"
    return given, found.get(7, []), found.get(8, []), call, name


@check(points=2)
def test_what_the_writer_wrote(submission, client, support, written, rng, seed):
    """A version of the writer's that holds gives way to the one before"""
    for text, since, expected, count in (("a:one b:two", 1050, ["one"], 1), ("a:one b:two b:three b:four", 1050, ["one"], 1), ("b:one", 1000, [], 1), ("a:one b:two", 1101, ["two"], 0), ("b:one b:two", 1100, ["one"], 1),
                                         ("a:one c:two b:three", 900, ["two"], 1), ("a:one c:- b:two", 900, [], 1)):  # fmt: skip
        given, found, beside, call, _ = tell(submission, client, support, written, text, since, expected, "")
        same(found, expected, called=f"the titles of article 7 that hold after {call}", why="The newest state that is not the writer's doing since then.")
        same(beside, ["beside"], called=f"the titles of another article after {call}", why="No complaint was about it.")
        same(given, count, called=call, why="The number of articles that were changed.")


@check(points=2, after="test_what_the_writer_wrote")
def test_what_others_corrected(submission, client, support, written, rng, seed):
    """What another writer has changed since stays as it is"""
    for text, expected in (("a:one b:two c:three", ["three"]), ("a:one b:two c:-", []), ("a:one b:two c:three b:four", ["three"]), ("a:one b:two c:- b:four", [])):
        given, found, _, call, _ = tell(submission, client, support, written, text, 1050, expected, "")
        if found == ["one"]:
            misconception("corrections-are-undone-too", evidence=f"article 7 is again what it was before the bot came, and what cem did since is gone: {text}", called=call, returned=found, expected=expected,
                          why="Cem has seen the mistake before you did. Whose doing is the present state?")
        same(found, expected, called=f"the titles of article 7 that hold after {call}", why="The newest state that is not the writer's doing.")


@check(points=2, after="test_what_the_writer_wrote")
def test_what_the_writer_deleted(submission, client, support, written, rng, seed):
    """An article that the writer deleted is there again"""
    for text, expected, count in (("a:one b:-", ["one"], 1), ("a:one b:two b:-", ["one"], 1), ("a:one b:- b:two b:-", ["one"], 1), ("b:one b:-", [], 0), ("a:one c:- b:two b:-", [], 0)):
        given, found, _, call, _ = tell(submission, client, support, written, text, 1000, expected, "")
        if text == "a:one b:-" and found == []:
            misconception("deletions-stay", evidence="the article that the bot deleted is still gone", called=call, returned="no version that holds", expected=expected, why="A deletion leaves no row of its own. Where does it say who deleted the article?")
        same(found, expected, called=f"the titles of article 7 that hold after {call}", why="The newest state that is not the writer's doing.")
        same(given, count, called=call, why="The number of articles that were changed.")


@check(points=2, after="test_what_the_writer_wrote")
def test_history_stays(submission, client, milvus, support, written, rng, seed):
    """Every version is still there; what was ended says when and by whom, and what holds again is a version of its own"""
    name, rows = written(story("a:one b:two"))
    milvus.forget()
    submission.undo(client, name, BOT, 1050, 5000)
    call = "undo() at 5,000 of an article with a version of ada's from 1,000 and one of the bot's from 1,100"
    found = sorted((r["title"], r["valid_from"], r["valid_to"] if r["valid_to"] != support.FOREVER else None, r["by"], r["ended_by"]) for r in support.everything(client, name))
    if found in ([("one", 1000, None, "ada", "")],):
        misconception("history-is-rewritten", evidence="the bot's version is gone, and ada's holds as if nothing had happened", called=f"the versions after {call}", returned=found, expected="three versions", why="From 1,100 to 5,000 every reader saw the bot's version. Who can say so now?")
    same(found, [("one", 1000, 1100, "ada", BOT), ("one", 5000, None, "undo", ""), ("two", 1100, 5000, BOT, "undo")], called=f"(title, valid_from, valid_to, by, ended_by) of all versions after {call}, None for FOREVER", why="Nothing is taken back: one version ends, one begins.")
    no_second_row(milvus, call, {name: [row["id"] for row in rows]})
    kept = {(r["title"], r["by"]): [round(float(x), 4) for x in r["vector"][:5]] for r in support.everything(client, name)}
    same(kept["one", "undo"], kept["one", "ada"], called="the first numbers of the vector of what holds again", why="The same title and the same vector.")


@check(points=2, after=("test_what_others_corrected", "test_what_the_writer_deleted", "test_history_stays"))
def test_thousands(submission, client, support, written, rng, seed):
    """Among hundreds of articles, those that are the writer's doing go back, and no others"""
    events, since = lives(rng, 420, support.NOON)
    name, rows = written(events)
    now = events[-1][0] + 1000
    back = undone(events, BOT, since)
    given = submission.undo(client, name, BOT, since, now)
    expected = {a: t for a, t in now_of(events).items() if a not in back} | {a: t for a, t in back.items() if t is not None}
    call = f"undo() of what the bot did since the middle, with {len(rows):,} versions of 420 articles, of which {len(back)} are its doing"
    found = holding(client, support, name, now)
    twice = [a for a, titles in found.items() if len(titles) > 1]
    require(not twice, called=call, returned=f"{len(twice)} articles with two versions that hold", expected="one of each", why="What held has to end when another begins.")
    seen = {a: t[0] for a, t in found.items()}
    if seen != expected:
        fail(called=call, returned=support.difference(seen, expected), expected=f"{len(expected)} articles", why="Each article goes back to its newest state that is not the bot's doing since then, and only if its present state is.")
    same(given, len(back), called=call, why="The number of articles that were changed.")
    before = holding(client, support, name, now - 1)
    same({a: t[0] for a, t in before.items()} == now_of(events), True, called=f"what holds a millisecond before now is, after {call}, what held before", why="History stays.")
