"""Checks of ch20/ex03: nights with one accident each, in a cluster that behaves as a measured one did."""

from grader.checks import check, fail, misconception, require

HANGS = ("proxy", "rootcoord", "datacoord", "datanode", "indexnode", "log")


def told(history):
    """The last minute in a few words."""
    now = history[-1]
    calls = ", ".join(f"{call} {outcome}" for call, outcome in now["calls"].items() if outcome != "works") or "all calls work"
    sick = [name for name, well in now["healthy"].items() if not well]
    return f"{calls}; {'not healthy: ' + ', '.join(sick) if sick else 'all processes healthy'}; etcd {'answers' if now['etcd']['answers'] else 'does not answer'}, {now['etcd']['full']:.0%} full; asked {now['asked']:.1f}; done before: {now['done']}"


def copied(data):
    """The same data, so that what is done to it stays with whom it was given."""
    if isinstance(data, dict):
        return {key: copied(value) for key, value in data.items()}
    return [copied(one) for one in data] if isinstance(data, list) else data


def reference(night):
    """The minutes that the night takes at best, with the truth in view."""
    minutes = 0
    while not night.over:
        if not night.etcd:
            action = "restart etcd"
        elif night.gone or night.hung:
            # A hang shows only from its second minute on.
            action = f"restart {sorted(night.gone or night.hung)[0]}" if night.gone or minutes >= 1 else "wait"
        elif night.full >= 1:
            action = "wait" if night.compacting else "compact etcd"
        else:
            action = "limit clients" if night.asked > 1 else "wait"
        night.do(action)
        minutes += 1
    return minutes


def spend(submission, support, night, quiet, what):
    """A few quiet minutes, then the accident; returns the history and the minutes until it was over."""
    calm = support.Night(asked=night.asked if night.asked <= 1 else 0.7)
    history = []
    for _ in range(quiet):
        history.append(calm.seen())
        answer = asked(submission, support, history, what)
        if answer != "wait":
            fail(called=f"decide(history) in a quiet minute: {told(history)}", returned=repr(answer), expected="'wait'", why="Nothing is wrong. Each restart of what works is an accident of its own.")
    best, minutes = reference(night.copy()), 0
    while not night.over and minutes < best + 12:
        history.append(night.seen())
        night.do(asked(submission, support, history, what))
        minutes += 1
        for kind in ("needless", "early", "useless"):
            if getattr(night, kind):
                return history, minutes, best, kind
    return history, minutes, best, None if night.over else "open"


def asked(submission, support, history, what):
    allowed = {"wait", "compact etcd", "limit clients", *(f"restart {name}" for name in (*support.PROCESSES, "etcd", "log"))}
    answer = submission.decide(copied(history))
    require(isinstance(answer, str) and answer in allowed, called=f"decide(history), {what}: {told(history)}", returned=repr(answer)[:120], expected="one of the things that you can do, such as 'wait' or 'restart proxy'")
    return answer


def judge(history, minutes, best, end, what, why):
    called = f"decide(history), {what}, in its minute {minutes}: {told(history)}"
    if end == "needless":
        fail(called=called, returned="a restart of what works", expected="no accident of your own", why=why)
    require(end not in ("early", "useless"), called=called, returned="a restart that begins anew what was under way" if end == "early" else "a start of a process that ends at once", expected="no such thing", why=why)
    require(end is None and minutes <= best + 1, called=called, returned=f"not over after {minutes} minutes" if end else f"over after {minutes} minutes", expected=f"{best} minutes, one more is granted", why=why)


@check(points=3)
def test_gone(submission, support, rng):
    """Processes that are gone come back, and are left alone while they recover"""
    for name in support.PROCESSES:
        what = f"{name} is gone"
        history, minutes, best, end = spend(submission, support, support.Night(gone=[name]), int(rng.integers(1, 4)), what)
        if end == "early":
            misconception("restart-it-again", called=f"decide(history), {what}: {told(history)}", returned=f"restart {name}, once more", expected="wait", evidence=f"{name} was restarted a minute ago, is healthy, and is restarted again", why="What does a process do in the minute after its start, and when is it ready if you start it each minute?")
        if end == "open" and all(v == "works" for v in history[-1]["calls"].values()):
            misconception("no-call-fails-so-all-is-well", called=f"decide(history), {what}: {told(history)}", returned="wait, minute after minute", expected=f"restart {name}", evidence=f"{name} is not healthy for {minutes} minutes, and nothing is done", why="Who flushes, and who builds the indexes, while no call fails?")
        judge(history, minutes, best, end, what, "Look at the processes, then at the calls.")
    for names in (["querynode1", "querynode2"], ["datanode", "proxy"], ["rootcoord", "datacoord", "querycoord"]):
        what = f"{' and '.join(names)} are gone"
        judge(*spend(submission, support, support.Night(gone=names), 2, what), what, "One after the other, and each only once.")


@check(points=2, after="test_gone")
def test_quiet_losses(submission, support, rng):
    """A loss that no caller notices is one"""
    for name in ("indexnode", "datanode"):
        night = support.Night(gone=[name])
        seen = night.seen()
        seen["calls"] = dict.fromkeys(seen["calls"], "works")  # no one has flushed or built an index in this minute
        history = [support.Night().seen(), seen]
        answer = asked(submission, support, history, f"{name} is gone, and no one has noticed")
        if answer == "wait":
            misconception("no-call-fails-so-all-is-well", called=f"decide(history), {name} is gone: {told(history)}", returned="'wait'", expected=f"'restart {name}'", evidence=f"{name} is not healthy, all calls work, and nothing is done", why="Who flushes, and who builds the indexes, while no call fails?")
        require(answer == f"restart {name}", called=f"decide(history): {told(history)}", returned=repr(answer), expected=f"'restart {name}'")


@check(points=3, after="test_gone")
def test_hung(submission, support, rng):
    """What hangs is found by what fails"""
    for number, name in enumerate(HANGS, int(rng.integers(4))):
        what = f"{name} hangs"
        judge(*spend(submission, support, support.Night(hung=[name]), number % 4, what), what, "Which row of the table is this? And is it more than the minute after a restart?")


@check(points=3, after="test_gone")
def test_etcd(submission, support, rng):
    """etcd first, and only then what lives by it"""
    what = "etcd does not answer"
    history, minutes, best, end = spend(submission, support, support.Night(etcd=False), int(rng.integers(1, 3)), what)
    judge(history, minutes, best, end, what, "It is the only one that is broken.")
    late = support.Night(etcd=False)
    late.do("wait")
    what = "etcd has not answered for a minute, and all processes have ended"
    history, minutes, best, end = spend(submission, support, late, 1, what)
    if end == "useless":
        misconception("processes-before-etcd", called=f"decide(history), {what}: {told(history)}", returned="a process is started", expected="'restart etcd'", evidence="a process is started while etcd does not answer, and ends again", why="What does each of the eight do first when it starts?")
    judge(history, minutes, best, end, what, "What everything needs comes first.")


@check(points=3)
def test_no_restart(submission, support, rng):
    """A full etcd and a flood are not cured by restarts"""
    for what, calm in (("clients ask for exactly what there is", support.Night(asked=1.0)), ("etcd is nearly full", support.Night(full=0.99))):
        history = [support.Night().seen(), calm.seen()]
        answer = asked(submission, support, history, what)
        require(answer == "wait", called=f"decide(history), {what}: {told(history)}", returned=repr(answer), expected="'wait'", why="All six calls work. The statement names the border.")
    nights = [("etcd is full", support.Night(full=1.0)), (f"clients ask for {2 + int(rng.integers(0, 3))} times what there is", support.Night(asked=2.0 + int(rng.integers(0, 3))))]
    for what, night in nights:
        history, minutes, best, end = spend(submission, support, night, int(rng.integers(2, 4)), what)
        if end == "needless":
            misconception("a-restart-cures-everything", called=f"decide(history), {what}: {told(history)}", returned=f"restart {night.needless[0]}", expected="'compact etcd'" if night.full >= 1 else "'limit clients'", evidence=f"{night.needless[0]} works, and is restarted", why="All processes are healthy. Which number in the picture is not as it should be?")
        judge(history, minutes, best, end, what, "Which number in the picture is not as it should be, and what was begun already?")
