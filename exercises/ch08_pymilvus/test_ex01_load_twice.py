"""Checks of ch08/ex01. Every run is a process of its own; some are killed while Milvus holds their call."""

import threading
import time

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same

CALL = "load(client, name, pages)"
FIELDS = ["url", "title", "vector"]


class Site:
    """Pages of a site whose addresses say nothing about their order."""

    def __init__(self, seed, rng, support):
        self.vectors, self.names = support.pool(seed)
        self.rng = rng

    def page(self, number):
        at = int(self.rng.integers(len(self.names)))
        kind = ("", "é", "?q=a&x=1", "/o'clock")[number % 4]
        return {"url": f"https://example.org/{self.names[at]}/{number}{kind}", "title": f"{self.names[at]} {number}", "vector": self.vectors[at].tolist()}

    def pages(self, n, first=0):
        made = [self.page(i) for i in range(first, first + n)]
        for i in range(4, n - 3, 20):  # addresses that are one address to a key which is made from less than all of it
            url = made[i]["url"]
            made[i + 1]["url"], made[i + 2]["url"], made[i + 3]["url"] = url[:20] + url[20:].upper(), url.split("?")[0] + "?q=b", url + "/"
        if first == 0:
            made[0]["url"], made[1]["url"] = "https://example.org/plumless", "https://example.org/buckeroo"  # the same CRC-32
        return [made[i] for i in self.rng.permutation(n)]


@pytest.fixture
def site(seed, rng, support):
    return Site(seed, rng, support)


def stored(client, name):
    """The rows by address; two rows with one address are a list of two."""
    found = {}
    rows = client.query(name, filter='url != ""', output_fields=FIELDS, limit=16_000, consistency_level="Strong")
    for row in rows:
        found.setdefault(row["url"], []).append(row)
    return found


def compare(client, support, name, pages, called, told, why=""):
    """Compare the collection, and the number that came back, with the pages."""
    require(client.has_collection(name), called=called, returned="no collection of that name", expected=f"the collection {name}")
    state = str(client.get_load_state(name)["state"])
    require(state.endswith("Loaded"), called=called, returned=f"a collection whose state is {state}", expected="one that can be searched", why=why)
    fields = {f["name"]: f for f in client.describe_collection(name)["fields"]}
    for field, least in (("url", 500), ("title", 200)):
        if field not in fields:
            fail(called=called, returned=f"a collection with the fields {', '.join(fields)}", expected=f"a field {field}", why="Those who search ask for it by this name.")
        room = int(fields[field]["params"].get("max_length", 0))
        require(room >= least, called=called, returned=f"{field} with max_length={room}", expected=f"room for {least} bytes")
    count, found = support.count(client, name), stored(client, name)
    same(count, len(pages), called=f"count(*) after {called}", why=why or "One row for each page, and none for a page that has gone.")
    for page in pages:
        rows = found.get(page["url"], [])
        right = len(rows) == 1 and rows[0]["title"] == page["title"] and np.allclose(rows[0]["vector"], page["vector"], atol=1e-6)
        if not right:
            fail(called=f"the row of {page['url']} after {called}", returned=f"{len(rows)} rows" if len(rows) != 1 else f"the title {rows[0]['title']!r}, or another vector",
                 expected=f"one, with the title {page['title']!r} and its vector", why=why or "What the newest list says of a page counts.")
    same(told, len(pages), called=called, why="The number of rows comes back.")
    if not pages:
        return
    probe = pages[len(pages) // 2]
    hit = client.search(name, data=[probe["vector"]], limit=1, anns_field="vector", search_params={"metric_type": "COSINE"}, consistency_level="Strong")[0][0]
    require(abs(hit["distance"] - 1) < 1e-4, called=f"a search by COSINE after {called}", returned=f"a best hit at {hit['distance']:.4f}", expected="a page's own vector at 1.0")


def salted(client, name, called):
    """A key that is Python's own hash: two processes of this grader may share its seed, two nights never do."""
    key = next(f for f in client.describe_collection(name)["fields"] if f.get("is_primary"))["name"]
    rows = client.query(name, filter='url != ""', output_fields=[key, "url"], limit=16_000, consistency_level="Strong")
    keys = {}
    for row in rows:
        keys.setdefault(row["url"], set()).add(row[key])
    url, seen = next(iter(keys.items()))
    number = hash(url)
    same_here = seen & {number, abs(number), number % 2**63, number % 2**32, number & (2**63 - 1)}
    if same_here or (key != "url" and all(len(k) == 2 for k in keys.values())):
        misconception("hash-is-stable", evidence=f"the key of {url} is {seen}" + ", which is what hash() says of it in this process" * bool(same_here) + ", after two processes" * (len(seen) > 1),
                      called=called, returned="keys that another process does not find again", expected="keys that are the same in each process",
                      why="Python draws a new seed for hash() in each process. Which functions of an address give the same in each?")


def counted(milvus, called, told):
    """Fail where the number that came back was asked of the statistics: Milvus Lite happens to keep them exact."""
    last = milvus.calls()[-1].method if milvus.calls() else ""
    require(last != "GetCollectionStatistics", called=called, returned=f"{told}, right after Milvus was asked for the collection's statistics", expected="the number of rows, on every Milvus",
            why="A server's statistics count what was flushed, and no delete. Which read counts the rows that are there?")


def keys_of(client, name):
    """The primary key's field and its values."""
    key = next(f for f in client.describe_collection(name)["fields"] if f.get("is_primary"))["name"]
    return key, {row[key] for row in client.query(name, filter='url != ""', output_fields=[key], limit=16_000, consistency_level="Strong")}


def inserted_again(milvus, key, there, until=("Delete", "DropCollection")):
    """Rows by Insert whose key was there already, up to the first of some calls."""
    again = 0
    for call in milvus.calls():
        if call.method in until:
            return again
        if call.method == "Insert":
            for field in call.request.fields_data:
                if field.field_name == key:
                    values = field.scalars.string_data.data or field.scalars.long_data.data
                    again += sum(value in there for value in values)
    return again


def replaced(milvus, key, there, called, count, expected):
    """Fail where Milvus Lite alone kept an Insert from making a second row."""
    if again := inserted_again(milvus, key, there):
        misconception("insert-replaces", evidence=f"Milvus heard {again} rows by Insert that were there already",
                      called=called, returned=f"{count} rows" + " here, and more on a server" * (count == expected), expected=f"{expected} rows, on every Milvus",
                      why="A server takes a second row with the same key without a word; Milvus Lite happens to replace it. Which call replaces a row?")


def writes(milvus):
    return [c for c in milvus.calls() if c.method in ("Insert", "Upsert")]


def small(milvus, called):
    most = max((c.rows for c in writes(milvus)), default=0)
    require(most <= 500, called=called, returned=f"a message of {most} pages", expected="at most 500 in one message")


@check(points=1)
def test_first_night(submission, client, milvus, fresh, support, site):
    """The first night makes the collection, and every page is in it"""
    name, pages = fresh("site"), site.pages(1203)
    milvus.forget()
    told = submission.load(client, name, pages)
    called = f"{CALL} with {len(pages)} pages"
    counted(milvus, called, told)
    small(milvus, called)
    compare(client, support, name, pages, called, told)


@check(points=2, after="test_first_night")
def test_the_same_again(submission, client, milvus, fresh, support, site):
    """The same pages again, in another process, change nothing"""
    name, pages = fresh("site"), site.pages(610)
    submission.load(client, name, pages)
    key, there = keys_of(client, name)
    milvus.forget()
    told = submission.spawn().load(client, name, pages)
    called = f"{CALL} a second time, in a new process"
    count, found = support.count(client, name), stored(client, name)
    if count > len(pages) and set(found) == {p["url"] for p in pages}:
        field = next(f for f in client.describe_collection(name)["fields"] if f.get("is_primary"))
        if field.get("auto_id"):
            misconception("auto-id-finds-the-row", evidence=f"the key {field['name']} is given by Milvus, and {count} rows have {len(found)} addresses",
                          called=called, returned=f"{count} rows", expected=f"{len(pages)} rows",
                          why="With auto_id every row that arrives is a new one. What do you know of a page that is the same every night?")
    salted(client, name, called)
    replaced(milvus, key, there, called, count, len(pages))
    compare(client, support, name, pages, called, told)


@check(points=2, after="test_the_same_again")
def test_another_night(submission, client, milvus, fresh, support, site):
    """New, changed and gone pages; what stays is found all the time"""
    name, before = fresh("site"), site.pages(1100)
    milvus.forget()
    submission.load(client, name, before)
    strong = support.strong_by_itself(milvus)
    key, there = keys_of(client, name)
    stay, gone = before[60:], before[:60]
    pages = [{**page, "title": page["title"] + ", new"} if i % 2 else page for i, page in enumerate(stay)]
    pages = [{**page, "vector": pages[i - 7]["vector"]} if i % 5 == 0 else page for i, page in enumerate(pages)] + site.pages(60, 5000)
    pages = [pages[i] for i in site.rng.permutation(len(pages))]
    some = [stay[i]["url"] for i in range(0, len(stay), 60)]
    missing, over = [], threading.Event()

    def reader():
        """Look while Milvus holds a write of the loader's: then nothing is half done on its side."""
        while not over.is_set():
            held = [c for c in writes(milvus) if not c.status]
            if held:
                try:
                    rows = client.query(name, filter=f"url in {some}", output_fields=["url"], consistency_level="Strong")
                    seen = {row["url"] for row in rows}
                except Exception as error:
                    seen = {str(error)[:80]}
                if len(held) == 1 and not held[0].status and not set(some) <= seen:
                    missing.append(len(set(some) - seen))
            time.sleep(0.02)

    milvus.forget()
    for method in ("Insert", "Upsert"):
        milvus.delay(method, 1.0, times=2)
    thread = threading.Thread(target=reader, daemon=True)
    thread.start()
    try:
        told = submission.spawn().load(client, name, pages)
    finally:
        over.set()
        thread.join(20)
    called = f"{CALL} of another night: {len(gone)} pages gone, as many new, half of the titles changed"
    if missing:
        result = {"called": called, "returned": f"a loader that works, and meanwhile {max(missing)} of {len(some)} pages that were there and still are were not found", "expected": "every one of them, all the time"}
        dropped = milvus.calls("DropCollection")
        if dropped:
            misconception("start-over", **result, evidence="Milvus heard DropCollection, and then the pages again", why="From the drop on, until the last page is in again, people find less than there is. Which call replaces a row in one step?")
        fail(**result, why="Which call replaces a row in one step?")
    small(milvus, called)
    replaced(milvus, key, there, called, support.count(client, name), len(pages))
    again = inserted_again(milvus, key, there, until=())
    require(not again, called=called, returned=f"{again} rows by Insert whose key was there before", expected="none", why="Such a row is there twice on a server, or was gone for a while. Which call replaces a row in one step?")
    compare(client, support, name, pages, called, told)
    weak = support.weak_reads(milvus, strong)
    require(not weak, called=called, returned=f"the right rows, found by a {weak[0].method if weak else ''} that asks for {weak[0].level if weak else ''}", expected="reads at Strong",
            why="A run that was killed a moment ago may have written rows that such a read does not see yet, and so does not remove. (An iterator reads at the collection's level, whatever it is given.)")
    counted(milvus, called, told)
    milvus.forget()
    told = submission.load(client, name, [])
    compare(client, support, name, [], f"{CALL} of a night without pages", told, why="The collection is what `pages` says: nothing.")


@check(points=2, after="test_the_same_again")
def test_killed_while_making_it(submission, client, milvus, fresh, support, site):
    """Killed while the collection was being made: the next run ends what the first began"""
    for method in ("CreateCollection", "CreateIndex", "LoadCollection"):
        name, pages = fresh("site"), site.pages(40)
        victim = submission.spawn()
        support.killed_at(victim, milvus, method, 1, lambda: victim.load(client, name, pages))
        called = f"{CALL}, after a run that was killed at its {method}"
        state = str(client.get_load_state(name)["state"]) if client.has_collection(name) else "NotExist"
        try:
            told = submission.load(client, name, pages)
        except Exception as error:
            now = str(client.get_load_state(name)["state"]) if client.has_collection(name) else "NotExist"
            if state.endswith("NotLoad") and now.endswith("NotLoad"):
                misconception("there-means-complete", evidence=f"the killed run left a collection that was not loaded{'' if client.list_indexes(name) else ' and had no index'}; after the next run it is so still",
                              called=called, returned=str(error)[:200], expected="a collection that can be searched",
                              why="A collection that is there may lack an index, or not be loaded. Which steps may be repeated without harm?")
            raise
        compare(client, support, name, pages, called, told)


@check(points=2, after="test_another_night")
def test_killed_half_way(submission, client, milvus, fresh, support, site):
    """Killed in the middle of the pages: the next run leads to the same state"""
    name = fresh("site")
    pages = site.pages(1304)
    victim = submission.spawn()
    method = None
    support.killed_at(victim, milvus, "Upsert", 2, lambda: victim.load(client, name, pages))
    heard = support.names(milvus.calls())
    told = submission.load(client, name, pages)
    compare(client, support, name, pages, f"{CALL}, after a run that was killed half-way ({heard})", told)
    pages = pages[200:] + site.pages(150, 9000)
    for method in ("Insert", "Delete"):
        victim = submission.spawn()
        support.killed_at(victim, milvus, method, 1, lambda: victim.load(client, name, pages))
    told = submission.load(client, name, pages)
    compare(client, support, name, pages, f"{CALL}, after runs that were killed half-way, the last one at its Delete", told)
