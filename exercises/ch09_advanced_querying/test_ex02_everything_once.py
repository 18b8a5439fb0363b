"""Checks of ch09/ex02. The colleagues are this file: they write between two batches, while the generator stands still."""

import pytest

from grader.checks import Stream, SubmissionError, check, fail, misconception, same

ROWS, SIZE = 2600, 150
LARGE = 16_900  # more than the largest limit of a query
FIELDS = [("title", "VARCHAR", {"max_length": 60}), ("about", "VARCHAR", {"max_length": 400})]
WORDS = "brass cedar copper linen walnut glass felt slate ivory wool amber cork".split()


def article(rng, id, edition=1):
    about = " ".join(WORDS[int(j)] for j in rng.integers(len(WORDS), size=40))
    return {"id": id, "title": f"{WORDS[int(rng.integers(len(WORDS)))]} {id} edition {edition}", "about": about,
            "vector": [float(x) for x in rng.normal(size=8)]}


@pytest.fixture
def shop(client, fresh, support, rng):
    """(name, rows by id): stored in no order of their keys."""
    name = fresh("catalogue")
    # Far from even: the second half of the keys is a thousand times sparser, and some are negative.
    ids = support.new_ids(rng, ROWS // 2, 1, 4000) + support.new_ids(rng, ROWS - ROWS // 2 - 3, 10_000, 4_000_000) + [-17, 0, 2**53 + 1]
    rows = [article(rng, ids[j]) for j in rng.permutation(len(ids))]
    support.store(client, name, rows, FIELDS)
    return name, {row["id"]: row for row in rows}


def batches(submission, client, name, size, call):
    """The batches one by one, each looked at before the next is asked for."""
    answer = submission.everything(client, name, size)
    if not isinstance(answer, Stream):
        fail(called=call, returned=repr(answer)[:200], expected="a generator", why="`yield` each batch: the reader is given one before the next is read.")
    for batch in answer:
        if not isinstance(batch, (list, tuple)) or not all(isinstance(row, dict) for row in batch):
            fail(called=call, returned=repr(batch)[:200], expected="a list of dicts", why="A batch is a list of rows.")
        if not batch:
            fail(called=call, returned="an empty batch", expected=f"1 to {size} rows", why="A partner who gets nothing takes it for the end.")
        if len(batch) > size:
            fail(called=call, returned=f"a batch of {len(batch)} rows", expected=f"at most {size}", why="The partner takes no more at a time.")
        yield batch


@check(points=2)
def test_nobody_writes(submission, client, milvus, shop):
    """Every row once, with its three fields, while no other client writes"""
    name, rows = shop
    milvus.forget()
    for size in (SIZE, 7 * SIZE):
        call = f'everything(client, "{name}", {size})'
        seen = {}
        for batch in batches(submission, client, name, size, call):
            for row in batch:
                if set(row) != {"id", "title", "about"}:
                    fail(called=call, returned=f"a row with {sorted(row)}", expected="id, title, about", why="The partner gets these three fields, and Milvus sends no others if they are named.")
                if row["id"] in seen:
                    fail(called=call, returned=f"the row {row['id']} twice", expected="each row once", why="Nothing was written meanwhile. A query has no order, so two of them need not continue one another.")
                seen[row["id"]] = row
        lost = [i for i in rows if i not in seen]
        if lost:
            fail(called=call, returned=f"{len(seen)} rows, without {lost[0]}", expected=f"{len(rows)} rows", why="A row that is missing here is missing at the partner's.")
        for id, row in rows.items():
            same(seen[id], {"id": id, "title": row["title"], "about": row["about"]}, called=f"the row {id} of {call}")
    unnamed = sum(c.received for c in milvus.reads() if not c.request.output_fields)  # the key alone, or all fields: the bytes say which
    if unnamed > 100 * len(rows) or any({"vector", "*"} & set(c.request.output_fields) for c in milvus.reads()):
        fail(called=call, returned="Milvus was asked for vectors", expected="the three fields, and no vector", why="A vector is the largest thing in a row, and the partner gets none. Which fields come is yours to say.")


@check(points=3, after="test_nobody_writes")
def test_while_others_write(submission, client, milvus, shop, rng):
    """What stays is yielded once, while others add, change and remove"""
    name, rows = shop
    call = f'everything(client, "{name}", {SIZE})'
    milvus.forget()
    seen, gone, fresh_ids, turn = [], set(), iter(range(4_000_001, 5_000_000, 11)), 0
    last = set(sorted(rows)[-12:])  # the last in the order of keys stay, behind all that is added
    for batch in batches(submission, client, name, SIZE, call):
        got = [row["id"] for row in batch]
        if set(got) & set(seen):
            again = next(i for i in got if i in seen)
            fail(called=call, returned=f"the row {again} a second time, in batch {turn + 1}", expected="no id twice",
                 why="A row that was changed or moved is still the same row. What can a reader hold on to while the others move?")
        seen += got
        turn += 1
        if turn > 60:
            fail(called=call, returned=f"{turn} batches so far", expected=f"{len(rows) // SIZE + 1} or so", why="It does not come to an end.")
        met, stay = set(seen), gone | last
        behind = [i for i in seen if i in rows and i not in stay]
        ahead = [i for i in rows if i not in stay and i not in met]
        removed = [behind[int(j)] for j in rng.choice(len(behind), size=min(60, len(behind)), replace=False)]
        removed += [ahead[int(j)] for j in rng.choice(len(ahead), size=min(5, len(ahead)), replace=False)]
        if turn == 2:  # a whole batch of those that were there, and more
            removed += sorted(set(ahead) - set(removed))[len(ahead) // 3 :][: 2 * SIZE]
        gone |= set(removed)
        client.delete(name, ids=removed)
        changed = [i for i in (behind + ahead)[:: 40] if i not in gone][:20]
        client.upsert(name, [article(rng, i, 2) for i in changed])
        if turn <= 10:
            client.insert(name, [article(rng, next(fresh_ids)) for _ in range(80)] + [article(rng, -(2**40) - turn)])
        client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")  # from now on every read sees it
    met = gone | set(seen)
    lost = [i for i in rows if i not in met]
    if lost:
        told = {"called": call, "returned": f"{len(seen)} rows; {len(lost)} that were there all the time are missing, {lost[0]} among them", "expected": "each of them once"}
        offsets = [c.request for c in milvus.calls("Query") if any(p.key == "offset" and p.value not in ("", "0") for p in c.request.query_params)]
        if offsets:
            misconception("pages-by-offset", evidence=f"Milvus heard {len(offsets)} queries with an offset, while rows before it were removed", **told,
                          why="An offset counts rows from the beginning. What does it skip when sixty of those before it are gone?")
        if cut_off(milvus):
            fail(**told, why="A query with a limit may give any of the rows that match: the largest key among them is no place to continue from.")
        fail(**told, why="Others removed rows that you had yielded already, and yours moved. What can a reader hold on to while the others move?")
    if cut := cut_off(milvus):
        fail(called=call, returned=f"query(filter={cut!r}, limit=…): what Milvus chose, it need not choose again", expected="a request that promises to leave out no row",
             why="A query with a limit may give any of the rows that match: the largest key among them is no place to continue from.")


def cut_off(milvus):
    """The filter of a query by hand for "the next rows behind this key", which only an iterator may ask for; or nothing."""
    for call in milvus.calls("Query"):
        params = {p.key: p.value for p in call.request.query_params}
        filter = call.request.expr
        if "limit" in params and params.get("iterator") != "True" and ">" in filter and "<" not in filter and " in " not in filter:
            return filter
    return ""


@check(points=2, after="test_nobody_writes")
def test_a_batch_at_a_time(submission, client, milvus, shop, fresh, support, rng):
    """The first batch comes before the rest is read"""
    name, rows = shop
    call = f'next(everything(client, "{name}", {SIZE}))'
    whole = sum(len(row["title"]) + len(row["about"]) for row in rows.values())
    milvus.forget()
    stream = batches(submission, client, name, SIZE, call)
    first = next(stream)
    sent = sum(c.received for c in milvus.reads())
    if sent > whole // 4:
        told = {"called": call, "returned": f"{sent:,} bytes from Milvus before the first {SIZE} rows were out", "expected": f"at most {whole // 4:,}"}
        if sent >= whole and len(milvus.reads()) == 1:
            misconception("all-at-once", evidence=f"one query brought the titles and texts of all {len(rows)} rows", **told,
                          why="A list that is cut into slices was in memory whole. What reads on only when you ask for more?")
        fail(**told, why="A catalogue may be larger than your memory. Read as much as a batch needs.")
    large = fresh("warehouse")
    ids = support.new_ids(rng, LARGE)
    support.store(client, large, [{"id": i, "title": "t", "about": "a", "vector": [1.0] * 8} for i in ids], FIELDS)
    call = f'everything(client, "{large}", 4000)'
    found = [row["id"] for batch in batches(submission, client, large, 4000, call) for row in batch]
    if len(found) != len(set(found)) or set(found) != set(ids):
        fail(called=call, returned=f"{len(found):,} rows, {len(set(found)):,} different ones", expected=f"{LARGE:,} rows, each once",
             why="A catalog may be larger than any limit. What reads on until nothing is left?")
    client.drop_collection(name)
    try:
        found = [row["id"] for batch in [first, *stream] for row in batch]
    except SubmissionError:
        return  # it was said
    if set(found) != set(rows):
        fail(called=f'everything(client, "{name}", {SIZE}), while the collection is dropped', returned=f"{len(set(found))} rows, and then the end", expected="the error of Milvus",
             why="What Milvus could not answer is not the end of the catalog. A partner who is given half of it has to be told.")
