"""Checks of ch24/ex01. The database is kept here, so that the checks decide when a transaction fails, when a line appears and when the relay dies."""

import json

import pytest

from grader.checks import check, fail, keys_in, misconception, no_second_row, require, same

FIELDS = [("title", "VARCHAR", {"max_length": 200})]


class Books:
    """The publisher's database: two tables, and transactions that are whole or not at all."""

    def __init__(self):
        self.rows, self.outbox, self.finished = {}, {}, set()
        self.calls, self.fail_at, self.next, self.asked = 0, None, 1, 0

    def transaction(self, writes):
        self.calls += 1
        require(isinstance(writes, list) and all(isinstance(w, (list, tuple)) and len(w) == 3 for w in writes), called="transaction()", returned=writes, expected="a list of writes, each of three parts")
        before = dict(self.rows), dict(self.outbox)
        try:
            for place, (what, table, value) in enumerate(writes):
                if self.fail_at == (self.calls, place):
                    raise ConnectionError("the database is gone")
                self.write(what, table, json.loads(json.dumps(value)))
            if self.fail_at == (self.calls, "end"):
                raise ConnectionError("the database is gone")
        except BaseException:
            self.rows, self.outbox = before
            raise

    def write(self, what, table, value):
        if (what, table) == ("put", "articles"):
            self.rows[value["id"]] = value
        elif (what, table) == ("delete", "articles"):
            self.rows.pop(value, None)
        elif (what, table) == ("put", "outbox"):
            require(isinstance(value, dict) and {"article", "row"} == set(value), called='transaction([("put", "outbox", …)])', returned=value, expected='{"article": id, "row": article or None}')
            self.line(value["article"], value["row"])
        else:
            fail(called="transaction()", returned=f"the write ({what!r}, {table!r}, …)", expected="one of the three writes of the statement")

    def line(self, article, row, number=None):
        number = self.next if number is None else number
        self.outbox[number] = {"number": number, "article": article, "row": row}
        self.next = max(self.next, number + 1)

    def change(self, article, row):
        """A change that was made rightly, elsewhere."""
        self.rows.pop(article, None)
        if row is not None:
            self.rows[article] = row
        self.line(article, row)

    def lines(self):
        return [self.outbox[number] for number in sorted(self.outbox)]

    def left(self):
        return [line for line in self.lines() if line["number"] not in self.finished]

    def waiting(self, most):
        self.asked += 1
        require(self.asked < 4000, called="relay()", returned=f"{self.asked} calls of waiting()", expected="an end once waiting() returns []")
        return self.left()[: max(1, min(int(most), 500))]

    def done(self, numbers):
        require(isinstance(numbers, (list, tuple)), called="done()", returned=numbers, expected="a list of numbers")
        self.finished |= {int(n) for n in numbers if int(n) in self.outbox}

    def articles(self):
        return dict(self.rows)

    def told(self):
        """What the outbox says there is."""
        found = {}
        for line in self.lines():
            found.pop(line["article"], None)
            if line["row"] is not None:
                found[line["article"]] = line["row"]
        return found


@pytest.fixture
def books():
    return Books()


@pytest.fixture
def table(client, support, fresh):
    return support.collection(client, fresh("articles"), FIELDS)


def article(rng, flat, id, n):
    return {"id": id, "title": ["Tides", "“Ebb” and flow", "it's\na title", ""][n % 4] + f" {n}", "vector": flat[int(rng.integers(len(flat)))]}


def busy(books, rng, flat, support, articles, changes):
    """Many changes, several of one article near to each other, some of which end with a deletion and some of which come back."""
    ids = support.ids(rng, articles)
    for n in range(changes):
        id = ids[n] if n < articles else ids[int(rng.integers(articles))]
        for step in range(int(rng.integers(1, 4)) if n % 9 == 0 else 1):
            books.change(id, None if (n + step) % 5 == 4 and n >= articles // 2 else article(rng, flat, id, 10 * n + step))
    return ids


def compare(client, support, books, name, called, why="Milvus has what the database has."):
    found = support.everything(client, name, ("id", "title", "vector"))
    there = books.articles()
    here = {r["id"]: r for r in found}
    gone, more = there.keys() - here.keys(), here.keys() - there.keys()
    old = [i for i in there if i in here and (here[i]["title"] != there[i]["title"] or max(abs(a - b) for a, b in zip(here[i]["vector"], there[i]["vector"], strict=True)) > 1e-6)]
    require(not (gone or more or old) and len(found) == len(there), called=called, returned=f"{len(found)} rows: {len(gone)} missing, {len(more)} too many, {len(old)} in a different state" + (f", among them {sorted([*gone, *more, *old])[0]}" if gone or more or old else ""), expected=f"the {len(there)} rows of `articles`, each once", why=why)


@check(points=2)
def test_save_and_remove(submission, books, support, rng, seed):
    """A change is in the articles and in the outbox, or in neither, wherever the database fails"""
    flat, ids, halves = support.pool(seed), support.ids(rng, 12), []
    for n in range(60):
        id = ids[int(rng.integers(12))]
        one = article(rng, flat, id, n)
        before, lines = books.articles(), len(books.lines())
        books.fail_at = (books.calls + 1 + n % 2, [0, 1, "end", 0][n // 2 % 4]) if n % 3 == 2 else None
        known = books.fail_at
        removing = n % 4 == 3
        call = f"remove(transaction, {id})" if removing else f"save(transaction, {{'id': {id}, …}})"
        failed = False
        try:
            submission.remove(books.transaction, id) if removing else submission.save(books.transaction, one)
        except Exception:  # noqa: BLE001  the database was made to fail
            failed = True
            if known is None:
                raise
        books.fail_at = None
        if books.articles() != books.told():
            halves.append((call, len(books.lines()) - lines, failed))
            books.line(id, books.articles().get(id))
            continue
        if failed:
            same(books.articles(), before, called=f"the articles after {call}, in which the database failed", why="All of it or nothing.")
            continue
        wanted = {k: v for k, v in before.items() if k != id} | ({} if removing else {id: one})
        same(books.articles() == wanted, True, called=f"whether {call} leaves the articles as they should be", why="The article itself is stored as it came, or is gone.")
        same(len(books.lines()) - lines, 1, called=f"the number of lines that {call} adds to the outbox", why="One change, one line.")
    if halves and all(failed for _, _, failed in halves):
        call, lines, _ = halves[0]
        misconception("two-writes-are-one", evidence=f"wherever the database did not fail, articles and outbox agree; after {len(halves)} failures they do not", called=f"{call}, and the database fails on the way", returned=f"the article changed, and {lines} lines in the outbox", expected="both or neither", why="What ends between two transactions has made the first one.")
    require(not halves, called=halves[0][0] if halves else "", returned="articles that are not what the outbox says", expected="both with the same change")


@check(points=2)
def test_all_lines(submission, client, milvus, books, table, support, rng, seed):
    """The relay brings 800 lines, however often one article changed, and says how many"""
    same(submission.relay(client, table, books.waiting, books.done), 0, called="relay() with an empty outbox")
    busy(books, rng, support.pool(seed), support, 250, 700)
    n = len(books.lines())
    milvus.forget()
    called = f"relay() of {n} lines about 250 articles"
    same(submission.relay(client, table, books.waiting, books.done), n, called=called, why="It returns how many lines it brought.")
    compare(client, support, books, table, called)
    same(len(books.waiting(500)), 0, called=f"the number of lines that wait after {called}")
    for call in milvus.calls():
        keys = keys_in(call) if call.method in ("Insert", "Upsert") else []
        require(len(keys) == len(set(keys)), called=called, returned=f"one {call.method} with {len(keys)} rows, in which a key comes twice", expected="each key once per call", why="A server refuses it, since 2.6.8 by name. Which of several lines about one article counts?")
    id = next(iter(books.articles()))
    books.change(id, None)
    same(submission.relay(client, table, books.waiting, books.done), 1, called="relay() after one more deletion")
    compare(client, support, books, table, "relay() after one more deletion")
    back = article(rng, support.pool(seed), id, 7)
    books.change(id, back)
    books.change(id, None)
    books.change(id, back)
    same(submission.relay(client, table, books.waiting, books.done), 3, called="relay() of an article that came back, went, and came back")
    compare(client, support, books, table, "relay() of an article that came back, went, and came back")
    no_second_row(milvus, called)


@check(points=2, after="test_all_lines")
def test_nothing_is_lost(submission, client, milvus, books, table, support, rng, seed):
    """Whatever is marked as done is in Milvus already"""
    ids = support.ids(rng, 450)
    flat = support.pool(seed)
    for n, id in enumerate(ids):
        books.change(id, article(rng, flat, id, n))
    early = []

    def done(numbers):
        marked = {line["article"] for line in books.left() if line["number"] in set(numbers)}
        here = {r["id"] for r in client.query(table, filter=f"id in {sorted(marked)}", output_fields=["id"], limit=1000)} if marked else set()
        if marked - here and not early:
            early.append((len(marked), len(marked - here)))
        books.done(numbers)

    called = "relay() of 450 new articles"
    submission.relay(client, table, books.waiting, done)
    if early:
        told = dict(called=f"done() with {early[0][0]} lines in {called}", returned=f"{early[0][1]} of these articles are not in Milvus", expected="all of them in Milvus first")
        if len(support.everything(client, table, ("id",))) == len(ids):
            misconception("done-before-milvus", evidence=f"{early[0][1]} lines were marked before their articles were written, and written afterwards", why="The process may end between the two. Who brings these lines then?", **told)
        fail(why="A line that is done never comes again.", **told)
    compare(client, support, books, table, called)
    for n, id in enumerate(ids[30:330]):
        books.change(id, None if n % 3 else article(rng, flat, id, 9000 + n))
    still = []

    def after_deletions(numbers):
        gone = sorted({line["article"] for line in books.left() if line["number"] in set(numbers) and line["row"] is None})
        still.extend(client.query(table, filter=f"id in {gone}", output_fields=["id"], limit=1000) if gone else [])
        books.done(numbers)

    submission.relay(client, table, books.waiting, after_deletions)
    require(not still, called="done() in relay() of 300 changes, most of them deletions", returned=f"{len(still)} deleted articles are still in Milvus", expected="none", why="A line that is done never comes again, one that says that an article is gone too.")
    compare(client, support, books, table, "relay() of 300 changes, most of them deletions")
    for id in ids[:30]:
        books.change(id, article(rng, flat, id, 5000 + abs(id)))
    for method in ("Insert", "Upsert"):
        milvus.fail_next(method, code="RESOURCE_EXHAUSTED")
    called = "relay() of 30 changed articles, in which Milvus refuses the first write"
    try:
        submission.spawn().relay(client, table, books.waiting, books.done)
    except Exception:  # noqa: BLE001  to end is one of two right ways
        called += ", and which was started again"
        milvus.straighten()
        submission.spawn().relay(client, table, books.waiting, books.done)
    milvus.straighten()
    compare(client, support, books, table, called)


@check(points=2, after="test_nothing_is_lost")
def test_nothing_is_doubled(submission, client, milvus, books, table, support, rng, seed):
    """Killed between Milvus and the mark, again and again, it ends with the rows of the database"""
    busy(books, rng, support.pool(seed), support, 200, 800)
    milvus.forget()
    killed = 0
    for number in range(8):
        victim, left = submission.spawn(), 1 + (number == 1)

        def done(numbers, victim=victim, number=number):
            nonlocal left, killed
            left -= 1
            if left == 0 and number < 4:
                victim.kill()
                killed += 1
                raise ConnectionError("killed")
            books.done(numbers)

        try:
            victim.relay(client, table, books.waiting, done)
            break
        except Exception:
            if number >= 4:
                raise
    require(killed == 4, called="relay() of 800 changes, which is killed four times", returned=f"an end after {killed} of them", expected="marks in between, at which it can be killed")
    compare(client, support, books, table, "relay() of 800 changes, killed four times and started again")
    no_second_row(milvus, "relay(), killed four times and started again")


@check(points=2, after="test_nothing_is_lost")
def test_late_lines(submission, client, books, table, support, rng, seed):
    """A line that appears late, with a lower number than others, is brought too"""
    flat, ids = support.pool(seed), support.ids(rng, 420)
    late = {}
    for n, id in enumerate(ids):
        if n % 60 == 30:  # a transaction that has drawn its number and is not done
            late[books.next] = (id, article(rng, flat, id, n))
            books.next += 1
        else:
            books.change(id, article(rng, flat, id, n))
    marked = []

    def done(numbers):
        if late:
            for number in list(late)[:3]:
                id, row = late.pop(number)
                books.rows[id] = row
                books.line(id, row, number)
        marked.extend(numbers)
        books.done(numbers)

    for _ in range(4):
        submission.relay(client, table, books.waiting, done)
    compare_late(client, support, books, table, marked)


def compare_late(client, support, books, table, marked):
    here = {r["id"] for r in support.everything(client, table, ("id",))}
    missing = [line for line in books.lines() if line["article"] not in here]
    called = "relay() beside transactions that end while it runs"
    lost = [line for line in missing if line["number"] in set(marked)]
    if missing and len(lost) == len(missing):
        misconception("numbers-appear-in-order", evidence=f"{len(lost)} lines were marked as done that waiting() never returned", called=called, returned=f"{len(lost)} articles that never come to Milvus", expected="only lines marked that were brought", why="The number was drawn first, and the line appeared after it. Which lines do you know to be in Milvus?")
    compare(client, support, books, table, called, why="A lower number may appear after a higher one.")
