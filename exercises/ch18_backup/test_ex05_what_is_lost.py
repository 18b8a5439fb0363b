"""Checks of ch18/ex05. What is right is found by trying every run of every export and every moment of every log, not by a formula."""

from grader.checks import check, fail, misconception

DAY, HOUR = 86_400, 3_600


def export(name="export", place="b", every=DAY, takes=HOUR, keeps=30 * DAY, restore=1800):
    return {"name": name, "kind": "export", "place": place, "every": every, "takes": takes, "keeps": keeps, "restore": restore}


def log(name="log", place="b", lag=5, ratio=2):
    return {"name": name, "kind": "log", "place": place, "lag": lag, "ratio": ratio}


def standby(name="standby", place="c", lag=3, failover=60):
    return {"name": name, "kind": "standby", "place": place, "lag": lag, "failover": failover}


def fire(at, after=600, place="a"):
    return {"kind": "fire", "at": at, "noticed": at + after, "place": place}


def mistake(at, after=600):
    return {"kind": "mistake", "at": at, "noticed": at + after}


def ways(copies, accident, takes=True, places=True, mistakes=True):
    """Every way back, as (lost, back, places in the list); the switches leave one rule out."""
    at, noticed, burns = accident["at"], accident["noticed"], accident["kind"] == "fire"
    there = [(i, c) for i, c in enumerate(copies) if not (burns and places and c["place"] == accident["place"])]
    end = at if burns else noticed
    for i, c in there:
        if c["kind"] == "standby":
            late = noticed >= at + c["lag"]
            if burns and at >= c["lag"]:
                yield c["lag"], noticed - at + c["failover"], (i,)
            elif not burns and not late and noticed >= c["lag"]:
                yield at - (noticed - c["lag"]), noticed - at + c["failover"], (i,)
            elif not burns and late and not mistakes and at >= c["lag"]:
                yield c["lag"], noticed - at + c["failover"], (i,)
        if c["kind"] != "export":
            continue
        for began in range(0, at + 1, c["every"]):
            if (began + c["takes"] > end and takes) or began < noticed - c["keeps"]:
                continue
            yield at - began, noticed - at + c["restore"], (i,)
            for j, k in there:
                if k["kind"] == "log":
                    reached = min(at, end - k["lag"])
                    if reached > began:
                        yield at - reached, noticed - at + c["restore"] + k["ratio"] * (reached - began), (i, j)


def best(copies, accident, **rules):
    found = sorted(ways(copies, accident, **rules), key=lambda w: (w[0], w[1], w[2]))
    return {"by": [copies[i]["name"] for i in found[0][2]], "lost": found[0][0], "back": found[0][1]} if found else None


def ask(submission, copies, accident, said, why):
    right, given = best(copies, accident), submission.loss([dict(c) for c in copies], dict(accident))
    if given != right:
        fail(called=f"loss() of {said}", returned=given, expected=right, why=why)


IDEAS = (
    ("standby-undoes-mistakes", {"mistakes": False}, "the answer is the standby's state before the mistake, which it no longer had when the mistake was noticed", "It repeats what the living collection did. When did the mistake arrive there?"),
    ("begun-is-made", {"takes": False}, "the answer counts an export that had not ended yet", "An export holds the state of its beginning once it has ended. What is there of it before?"),
    ("the-copy-survives", {"places": False}, "the answer uses a copy that lay at the place that burned", "A copy beside the original is there for every accident but this one."),
)


def told(submission, copies, accident, said, why, only):
    """Ask; name the idea `only` where the answer is exactly its own."""
    right, given = best(copies, accident), submission.loss([dict(c) for c in copies], dict(accident))
    id, rules, evidence, because = next(i for i in IDEAS if i[0] == only)
    if given != right and given == best(copies, accident, **rules):
        misconception(id, evidence=evidence, called=f"loss() of {said}", returned=given, expected=right, why=because)
    if given != right:
        fail(called=f"loss() of {said}", returned=given, expected=right, why=why)


@check(points=1)
def test_one_copy(submission):
    """One export, one standby, and nothing at all"""
    at = 10 * DAY + 7 * HOUR
    ask(submission, [export()], fire(at), "a fire seven hours after a daily export began, with that export elsewhere", "What was written since the export began is lost.")
    ask(submission, [export()], mistake(at), "a mistake seven hours after a daily export began", "What was written since the export began is lost.")
    ask(submission, [standby()], fire(at), "a fire, with a standby elsewhere", "It has all but the last seconds.")
    ask(submission, [], fire(at), "a fire, with nothing", "Nothing brings it back.")
    ask(submission, [log()], fire(at), "a fire, with a log alone", "A log needs something to begin with.")
    ask(submission, [export(every=DAY)], mistake(10 * DAY, 2 * HOUR), "a mistake at the very moment at which an export began, noticed two hours later", "The state of that moment is still right.")
    ask(submission, [standby(lag=3)], fire(2), "a fire two seconds after the beginning, with a standby three seconds behind", "It has nothing yet.")
    ask(submission, [standby(lag=3)], fire(3, 0), "a fire three seconds after the beginning, noticed at once, with a standby three seconds behind", "It has the state of 0.")


@check(points=2, after="test_one_copy")
def test_when_it_ended(submission):
    """An export counts when it has ended, and until it is removed"""
    at = 10 * DAY + 1800
    told(submission, [export()], fire(at), "a fire half an hour after a daily export began, which takes an hour", "The one of the day before had ended.", "begun-is-made")
    ask(submission, [export()], mistake(at, 1800), "a mistake in the middle of an export, noticed when it had just ended", "It ends in time, and holds the state of its beginning.")
    ask(submission, [export()], mistake(at, 1799), "a mistake in the middle of an export, noticed one second before it ended", "The one of the day before had ended.")
    ask(submission, [export()], fire(10 * DAY + HOUR), "a fire at the second at which the export ended", "It had ended by then.")
    ask(submission, [export(keeps=5 * DAY)], mistake(3 * DAY + HOUR, 6 * DAY), "a mistake that was noticed after six days, with exports kept for five", "Every export that is left has the mistake in it.")
    ask(submission, [export(keeps=5 * DAY)], mistake(4 * DAY, 5 * DAY), "a mistake noticed after five days, with exports kept for five", "The one of the moment itself is just still there.")
    ask(submission, [export(keeps=5 * DAY)], mistake(4 * DAY, 5 * DAY + 1), "a mistake noticed after five days and a second, with exports kept for five", "It was removed a second ago.")
    ask(submission, [export(takes=3 * DAY, keeps=10 * DAY)], fire(10 * DAY + 5), "a fire, with daily exports that take three days each", "The newest that had ended began three days before.")
    ask(submission, [export(takes=HOUR)], fire(HOUR), "a fire at the second at which the first export ended", "It had ended by then.")
    ask(submission, [export(takes=HOUR)], fire(HOUR - 1), "a fire before the first export ended", "There is none yet.")


@check(points=2, after="test_one_copy")
def test_where_it_lies(submission):
    """A fire takes what is in its place; a mistake takes nothing"""
    at = 20 * DAY + 9 * HOUR + 600
    copies = [export("near", "a", every=HOUR, takes=60, restore=60), export("far", "b")]
    told(submission, copies, fire(at), "a fire at a, with hourly exports at a and daily ones at b", "What lies at a is gone.", "the-copy-survives")
    ask(submission, copies, mistake(at), "a mistake, with hourly exports at a and daily ones at b", "Nothing burned.")
    ask(submission, copies, fire(at, place="b"), "a fire at b, where only the daily exports are", "The place that burned is the one that counts.")
    ask(submission, [export("near", "a"), log("near log", "a"), standby("near standby", "a")], fire(at), "a fire, with everything in one place", "All of it burned.")
    ask(submission, [export("far", "b"), log("near log", "a")], fire(at), "a fire, with the exports elsewhere and the log beside the original", "The log burned.")
    ask(submission, [export("near", "a"), log("far log", "b")], fire(at), "a fire, with the log elsewhere and the exports beside the original", "The log has nothing to begin with.")


@check(points=2, after="test_one_copy")
def test_mistakes_and_standbys(submission):
    """A standby helps against a mistake only while it has not arrived there"""
    at = 12 * DAY + 5 * HOUR
    told(submission, [export(), standby(lag=3)], mistake(at), "a mistake noticed after ten minutes, with a standby three seconds behind and daily exports", "The standby has made the same mistake.", "standby-undoes-mistakes")
    ask(submission, [export(), standby(lag=HOUR)], mistake(at), "a mistake noticed after ten minutes, with a standby that is kept an hour behind", "It is halted before the mistake arrives, 50 minutes of good changes behind.")
    ask(submission, [standby(lag=600)], mistake(at, 600), "a mistake noticed after ten minutes, with a standby exactly ten minutes behind", "At that second it has arrived.")
    ask(submission, [standby(lag=600)], mistake(at, 599), "a mistake noticed a second before it reaches the standby", "Nearly everything right is there.")
    ask(submission, [standby(lag=HOUR)], fire(at), "a fire, with a standby that is kept an hour behind", "An hour is lost.")
    ask(submission, [standby("slow", lag=HOUR), standby("quick", "d", lag=2)], fire(at), "a fire, with two standbys", "The one that is less far behind.")
    ask(submission, [standby("slow", lag=HOUR), standby("quick", "d", lag=2)], mistake(at), "a mistake, with two standbys", "The one that does not know it yet.")


@check(points=3, after=("test_when_it_ended", "test_where_it_lies", "test_mistakes_and_standbys"))
def test_everything_together(submission, rng):
    """Exports, logs and standbys together, in hundreds of accidents"""
    at = 15 * DAY + 10 * HOUR
    ask(submission, [export(), log()], mistake(at), "a mistake, with daily exports and a log", "To the second before it, and the replay takes its time.")
    ask(submission, [export(), log()], fire(at), "a fire, with daily exports and a log elsewhere", "What was on its way into the log is lost.")
    ask(submission, [export(), log(lag=900)], mistake(at, 600), "a mistake noticed after ten minutes, with a log a quarter of an hour behind", "Its last five good minutes never arrive.")
    ask(submission, [export(), log(lag=DAY)], fire(at), "a fire, with a log that is a day behind", "It does not lead beyond the export.")
    ask(submission, [export("weekly", every=7 * DAY, restore=60), export("daily"), log(ratio=3)], mistake(at), "a mistake, with weekly exports that restore quickly, daily ones, and a log", "Both lead to the same second; the shorter replay is back first.")
    ask(submission, [export("one", restore=100), export("two", "c", restore=100), log(ratio=0)], mistake(at), "a mistake, with two exports that are equally good", "The one that stands earlier.")
    ask(submission, [log("late", "c"), export("two", restore=100), log("early", ratio=2), standby(failover=5)], fire(at, 0), "a fire, with a log before the export in the list", "The export is named before the log.")
    ask(submission, [log("a log", lag=3, ratio=0), standby(lag=3, failover=1800), export(restore=1800)], fire(at), "a fire, where a standby, and an export with a log that stands first, bring back the same at the same time", "The standby stands before the export.")
    wrong = []
    for _ in range(300):
        unit = int(rng.choice([1, 7, 60]))
        copies = []
        for k in range(int(rng.integers(0, 5))):
            place, kind = "abc"[int(rng.integers(3))], ("export", "log", "standby")[int(rng.integers(3))]
            if kind == "export":
                copies.append(export(f"copy {k}", place, every=unit * int(rng.integers(5, 40)), takes=unit * int(rng.integers(0, 20)), keeps=unit * int(rng.integers(20, 200)), restore=int(rng.integers(0, 50))))
            elif kind == "log":
                copies.append(log(f"copy {k}", place, lag=unit * int(rng.integers(0, 12)), ratio=int(rng.integers(1, 4))))
            else:
                copies.append(standby(f"copy {k}", place, lag=unit * int(rng.integers(0, 25)), failover=int(rng.integers(0, 50))))
        at, after = unit * int(rng.integers(0, 120)), unit * int(rng.integers(0, 30))
        accident = fire(at, after, "abc"[int(rng.integers(3))]) if rng.random() < 0.5 else mistake(at, after)
        right, given = best(copies, accident), submission.loss(copies, accident)
        if given != right:
            wrong.append((len(copies), copies, accident, given, right))
    if wrong:
        _, copies, accident, given, right = min(wrong, key=lambda w: w[0])
        fail(called=f"loss({copies}, {accident})", returned=given, expected=right, why=f"{len(wrong)} of 300 accidents came out wrong; this is the shortest.")
