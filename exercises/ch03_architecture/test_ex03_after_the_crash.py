"""Checks of ch03/ex03. The kill is real; the damage afterwards is done by the grader, because Milvus does none."""

import pytest

from grader.checks import check, equal, fail, misconception

KEYS = ("lost", "changed", "send_again")


@pytest.fixture(scope="module")
def world():
    return {}


@pytest.fixture
def crashed(milvus, client, fresh, seed, rng, support, world):
    """A server that was killed while a loader was writing, and is up again."""
    if not world:
        name, count = support.collection(client, fresh("lexicon")), int(rng.integers(1950, 2000))  # a journal has up to 2,000 rows
        rows = support.rows(seed, count + 1300)
        others, loader = rows[:1300], rows[1300:]  # whoever reads the first thousand ids reads none of the journal's
        client.insert(name, others)
        sent = {row["id"] for row in loader[-40:]}  # those whose answer the loader never got
        arrived = set(rng.choice(sorted(sent), size=int(rng.integers(12, 28)), replace=False).tolist())
        client.insert(name, [row for row in loader if row["id"] not in sent])
        client.insert(name, [row for row in loader if row["id"] in arrived])
        milvus.restart()
        journal = [{"id": row["id"], "word": row["word"], "state": "sent" if row["id"] in sent else "acknowledged"} for row in loader]
        rng.shuffle(journal)
        world.update(name=name, rows={row["id"]: row for row in rows}, journal=journal, sent=sent, arrived=arrived,
                     lost=set(), changed=set(), others={row["id"] for row in others})  # fmt: skip
    return world


def edited(word, rng):
    """The word with a change that a reader of the list would see: a note behind it, another case, a blank."""
    ways = [word + " (edited)", word + " ", " " + word] + [word.swapcase()] * (word.swapcase() != word)
    return ways[int(rng.integers(len(ways)))]


def judge(submission, milvus, world, situation, rows=None):
    """Call the submission, with these rows of the journal or all, and say what its mistake shows."""
    name, journal = world["name"], world["journal"] if rows is None else rows
    ids = {row["id"] for row in journal}
    sent = world["sent"] & ids
    milvus.forget()
    value = submission.after_the_crash(milvus.client(), name, journal)
    wanted = {"lost": sorted(world["lost"] & ids), "changed": sorted(world["changed"] & ids), "send_again": sorted(sent - world["arrived"])}
    called = f'after_the_crash(client, "{name}", journal of {len(journal)} rows), {situation}'
    if not isinstance(value, dict) or set(value) != set(KEYS) or not all(isinstance(v, list) for v in value.values()):
        fail(called=called, returned=value, expected=f"a dict of lists with the keys {', '.join(KEYS)}")
    levels = sorted({c.level for c in [*milvus.calls("Query"), *milvus.calls("Search")]})
    weak = ", ".join(levels)
    if equal(value, wanted):
        if world["lost"] and levels and "Strong" not in levels:
            misconception("a-read-sees-the-present", called=called, returned="the right lists, this time", expected="a read that has to see every write before it",
                          evidence=f"it read with {weak}, a moment after rows were deleted and replaced",
                          why="Below Strong a read may answer from before the latest writes. Which level waits for the time tick that covers them?")
        return
    wrong = next(key for key in KEYS if not equal(value[key], wanted[key]))
    if all(sorted(value[key]) == wanted[key] for key in KEYS):
        fail(called=called, returned=f'"{wrong}" in a different order', expected="sorted lists", why="They are the right ids. Two reports of one night should look the same.")
    strangers = set(value[wrong]) & world["others"]
    if strangers:
        fail(called=called, returned=f'"{wrong}" with {len(strangers)} rows of other programs', expected="rows of the journal only", why="The journal does not name them, and they are none of its business.")
    told = {"called": f'{called}, ["{wrong}"]', "returned": value[wrong], "expected": wanted[wrong]}
    counted = bool(milvus.calls("Query")) and all("count(*)" in getattr(c.request, "output_fields", ()) for c in milvus.calls("Query"))
    if sent and set(value["send_again"]) == sent and equal(value["lost"], wanted["lost"]):
        misconception("no-answer-no-row", **told, evidence=f"all {len(sent)} unanswered rows are to be sent again, and {len(world['arrived'])} of them are in the collection",
                      why="The server may have written the row and died before it could say so. Who knows whether it is there?")
    if counted and not any(value.values()):
        misconception("a-count-tells", **told, evidence=f"a count was asked for, and nothing is reported: the rows of other programs fill up what is missing",
                      why="Equal numbers of rows can be different rows. What does the journal name that a number does not?")
    before = all(set(value[key]) <= set(wanted[key]) for key in KEYS) and equal(value["send_again"], wanted["send_again"])  # what an earlier moment would show
    if before and world["lost"] and levels and "Strong" not in levels:
        misconception("a-read-sees-the-present", **told, evidence=f"it read with {weak}, a moment after rows were deleted and replaced",
                      why="Below Strong a read may answer from before the latest writes. Which level waits for the time tick that covers them?")
    if wrong == "lost" and set(value["lost"]) & sent:
        fail(**told, why="Some of these were never acknowledged: nobody promised them, and nobody lost them.")
    found, right = value[wrong], wanted[wrong]
    extra, missing = [i for i in found if i not in right], [i for i in right if i not in found]
    if len(extra) + len(missing) > 20:
        fail(called=told["called"], returned=f"{len(found)} ids, {len(missing)} of the {len(right)} right ones missing and {len(extra)} too many", expected=f"{len(right)} ids",
             why="The journal has as many rows as it may have. Was each of them looked up?")
    fail(**told, why="An operator acts on this list: what is lost is restored, what is missing is sent again.")


@check(points=2)
def test_after_a_kill(submission, milvus, crashed):
    """After a real SIGKILL nothing acknowledged is lost"""
    judge(submission, milvus, crashed, "after the server was killed and started again")


@check(points=3, after="test_after_a_kill")
def test_damage_is_found(submission, milvus, crashed, rng):
    """Rows that are gone or altered are named, each time"""
    client, world, name = milvus.admin(), crashed, crashed["name"]
    safe = [row["id"] for row in world["journal"] if row["state"] == "acknowledged"]
    for _ in range(3):
        left = sorted(set(safe) - world["lost"] - world["changed"])
        picked = [int(i) for i in rng.choice(left, size=16, replace=False)]
        unanswered = rng.choice(sorted(world["arrived"] - world["changed"]), size=3, replace=False).tolist()  # there, and altered
        gone, altered = set(picked[:7]), {*picked[7:], *unanswered}
        more = max(world["rows"]) + 1
        client.upsert(name, [{**world["rows"][i], "word": edited(world["rows"][i]["word"], rng)} for i in sorted(altered)])
        client.insert(name, [{**world["rows"][min(world["others"])], "id": more + n} for n in range(len(gone))])
        client.delete(name, ids=sorted(gone))
        world["lost"] |= gone
        world["changed"] |= altered
        judge(submission, milvus, world, f"after {len(gone)} rows were deleted and {len(altered)} replaced behind the loader's back")
    judge(submission, milvus, world, "of which the journal names only some", rows=world["journal"][:60])
    missing = world["lost"] | (world["sent"] - world["arrived"])
    judge(submission, milvus, world, "of which the journal names none that is missing", rows=[row for row in world["journal"] if row["id"] not in missing])


@check(points=1)
def test_an_empty_journal(submission, milvus, crashed):
    """An empty journal has nothing to report"""
    value = submission.after_the_crash(milvus.client(), crashed["name"], [])
    wanted = {key: [] for key in KEYS}
    if value != wanted:
        fail(called=f'after_the_crash(client, "{crashed["name"]}", [])', returned=value, expected=wanted)
