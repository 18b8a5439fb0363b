"""Checks of appB/ex02: plans for drawn wishes over a part of the real reference."""

from grader.checks import check, fail, misconception, require, same

KEYS = {"unknown", "elsewhere", "done", "live", "restart"}
ROLES = {
    "2.3.5": ("coordinators", "query nodes", "index nodes", "data nodes", "proxies"),
    "3.0": ("coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"),
}
WORDS = {"rootCoord": "coordinators", "dataCoord": "coordinators", "queryCoord": "coordinators", "indexCoord": "coordinators", "queryNode": "query nodes", "dataNode": "data nodes", "streamingNode": "streaming nodes", "proxy": "proxies"}


def role_of(name, version):
    """The one role that reads a setting, or None for all of them."""
    word = name.split(".")[0]
    return ("index nodes" if version == "2.3.5" else "data nodes") if word == "indexNode" else WORDS.get(word)


def asked(submission, wish, now, reference, version, why):
    """The plan, with its form checked; pairs of the restart as tuples."""
    call = f"plan({wish}, now={now}, a reference of {len(reference)} rows, {version!r})"
    found, after = submission.plan.with_arguments(wish, now, reference, version)
    require(after == (wish, now, reference, version), called=call, returned="arguments that were changed", expected="arguments as they were", why="They belong to the caller.")
    require(isinstance(found, dict) and set(found) == KEYS, called=call, returned=repr(found), expected=f"a dict with the keys {', '.join(sorted(KEYS))}")
    require(isinstance(found["unknown"], dict) and all(isinstance(found[key], list) for key in KEYS - {"unknown"}), called=call, returned=repr(found), expected="a dict for unknown, lists for the others")
    require(all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in found["restart"]), called=call, returned=repr(found["restart"]), expected="pairs of a role and a list", why=why)
    return {**found, "restart": [(pair[0], list(pair[1])) for pair in found["restart"]]}, call


def part(found, key, right, call, why):
    same(found[key], right, called=f'{call}["{key}"]', why=why)


def restarts(names, version):
    """The restart that names need."""
    pairs = [(role, sorted(n for n in names if role_of(n, version) in (role, None))) for role in ROLES[version]]
    return [pair for pair in pairs if pair[1]]


def other_words(version, rng):
    """Rows whose first word only begins like a role's, or has a role's word behind it: every role reads them. The case of their last words differs."""
    made = ["proxyCache.size", "dataNodes.wait", "quotaAndLimits.proxy.share", "log.queryNode.level", "common.Zone", "common.area", "common.Block"]
    return [{"name": made[i], "2.3.5": "1", "3.0": "2", "live": False} for i in rng.permutation(len(made))]


def there(support, version, rng, live=False, shared=False):
    """Rows of a version in any order: those that wait for a restart of one role, the live ones, or those that every role reads."""
    rows = [r for r in support.REFERENCE if r[version] is not None and (r["live"] is True if live else r["live"] is False and (role_of(r["name"], version) is None) == shared)]
    return [rows[i] for i in rng.permutation(len(rows))]


def shuffled(rows, rng):
    return [rows[i] for i in rng.permutation(len(rows))]


def new_text(row, version):
    return {"true": "false", "false": "true"}.get(row[version], row[version] + "7")


@check(points=2)
def test_restart(submission, rng, support):
    """What needs a restart stands with its role, and the roles stand in their order"""
    for version in ROLES:
        for count in (1, 3, 9, 25):
            rows = there(support, version, rng)[:count]
            wish = {row["name"]: new_text(row, version) for row in rows}
            found, call = asked(submission, wish, {}, shuffled(support.REFERENCE, rng), version, "Which role reads each of them?")
            right = restarts(wish, version)
            part(found, "restart", right, call, "The first word of a name says who reads it; those that answer are restarted before those that ask.")
            for key in ("unknown", "elsewhere", "done", "live"):
                part(found, key, {} if key == "unknown" else [], call, "These settings are known, new, and wait for a restart.")
        found, call = asked(submission, {}, {}, shuffled(support.REFERENCE, rng), version, "")
        same(found, {"unknown": {}, "elsewhere": [], "done": [], "live": [], "restart": []}, called=call, why="No wish, nothing to do.")


@check(points=2)
def test_shared(submission, rng, support):
    """What every role reads restarts every role"""
    for version in ROLES:
        for alone in (0, 4):
            shared = there(support, version, rng, shared=True)[: int(rng.integers(1, 5))]
            rows = shuffled(shared + there(support, version, rng)[:alone], rng)
            wish = {row["name"]: new_text(row, version) for row in rows}
            found, call = asked(submission, wish, {}, support.REFERENCE, version, "")
            right = restarts(wish, version)
            theirs = [(role, sorted(n for n in wish if (role_of(n, version) or "coordinators") == role)) for role in ROLES[version]]
            if found["restart"] != right and found["restart"] == [pair for pair in theirs if pair[1]]:
                misconception("shared-settings-are-the-coordinators", called=call, returned=repr(found["restart"]), expected=repr(right), evidence="what every role reads stands with the coordinators alone",
                              why="Who opens the file, and who reads `etcd.rootPath` in it? A process that is not restarted keeps what it read when it started.")
            part(found, "restart", right, call, "Each process reads these settings by itself.")
        more = other_words(version, rng)
        wish = {row["name"]: "7" for row in more}
        found, call = asked(submission, wish, {}, shuffled(support.REFERENCE + more, rng), version, "")
        part(found, "restart", restarts(wish, version), call, "The whole first word counts, and only the first; lists are sorted as `sorted` does it.")


@check(points=1)
def test_live(submission, rng, support):
    """What counts at once is not restarted for"""
    for version in ROLES:
        live = there(support, version, rng, live=True)[: int(rng.integers(2, 8))]
        waits = there(support, version, rng)[: int(rng.integers(0, 3))]
        wish = {row["name"]: new_text(row, version) for row in shuffled(live + waits, rng)}
        found, call = asked(submission, wish, {}, support.REFERENCE, version, "")
        right, both = restarts([row["name"] for row in waits], version), restarts(wish, version)
        if found["live"] == [] and found["restart"] == both:
            misconception("every-change-needs-a-restart", called=call, returned=repr(found), expected=f"live: {sorted(row['name'] for row in live)}", evidence="what may change while Milvus runs stands in the restart",
                          why="What does a restart of a query node cost that has loaded collections?")
        part(found, "live", sorted(row["name"] for row in live), call, "The reference says which may change while Milvus runs.")
        part(found, "restart", right, call, "Nothing that counts at once needs a restart.")
        part(found, "done", [], call, "All of these texts are new.")


@check(points=2)
def test_done(submission, rng, support):
    """What Milvus works with already is no change; what it works with is not always the default"""
    for version in ROLES:
        rows = there(support, version, rng)[:8]
        kept, raised, back, same_again = rows[:2], rows[2:4], rows[4:6], rows[6:8]
        wish = {r["name"]: r[version] for r in kept + back} | {r["name"]: new_text(r, version) for r in raised + same_again}
        now = {r["name"]: new_text(r, version) for r in back + same_again}
        other = "3.0" if version == "2.3.5" else "2.3.5"
        differ = [r for r in there(support, version, rng) if r[other] is not None and r[other] != r[version] and r not in rows][:2]
        wish |= {r["name"]: r[other] for r in differ}
        found, call = asked(submission, wish, now, shuffled(support.REFERENCE, rng), version, "")
        part(found, "done", sorted(r["name"] for r in kept + same_again), call, "Compare with what Milvus works with: `now`, or else the default of this version.")
        part(found, "restart", restarts([r["name"] for r in raised + back + differ], version), call, "Going back to the default is a change, and the default of a different version is one too.")
    found, call = asked(submission, {"proxy.maxTaskNum": "1024.0", "rootCoord.maxDatabaseNum": " 64", "queryCoord.balancer": ""}, {"queryCoord.balancer": ""}, support.REFERENCE, "3.0", "")
    part(found, "done", ["queryCoord.balancer"], call, "Texts are compared as texts; empty is a text.")
    part(found, "restart", [("coordinators", ["rootCoord.maxDatabaseNum"]), ("proxies", ["proxy.maxTaskNum"])], call, "Texts are compared as texts.")


@check(points=1)
def test_spelling(submission, rng, support):
    """A name is known under every spelling, and named as the reference writes it"""
    for version in ROLES:
        rows = there(support, version, rng)[:5]
        spell = (str.upper, str.lower, lambda n: n.upper().replace(".", "_"), lambda n: n.replace(".", ""), lambda n: n.replace(".", "/"))
        wish = {how(row["name"]): new_text(row, version) for row, how in zip(rows, spell, strict=True)}
        found, call = asked(submission, wish, {rows[0]["name"]: new_text(rows[0], version)}, support.REFERENCE, version, "")
        part(found, "unknown", {}, call, "Capitals, dots, underscores and slashes do not count.")
        part(found, "done", [rows[0]["name"]], call, "The same place under a different spelling.")
        part(found, "restart", restarts([row["name"] for row in rows[1:]], version), call, "Names as the reference writes them.")
        hyphen = rows[1]["name"].replace(".", "-", 1)
        found, call = asked(submission, {hyphen: "1"}, {}, support.REFERENCE, version, "")
        part(found, "unknown", {hyphen: rows[1]["name"]}, call, "A hyphen counts: it is one character too many.")


@check(points=2)
def test_whole_or_not_at_all(submission, rng, support):
    """With one name that is unknown or of a different version, nothing is carried out"""
    for version, other in (("2.3.5", "3.0"), ("3.0", "2.3.5")):
        only = [r for r in support.REFERENCE if r[version] is None and r[other] is not None]
        for strange in ({only[int(rng.integers(len(only)))]["name"]: "1"}, {"proxy.maxFeildNum": "5"}, {"no.such.thing.at.all": "1"}, {r["name"].upper(): "1" for r in only}):
            good = there(support, version, rng, live=True)[:2] + there(support, version, rng)[:3]
            kept = there(support, version, rng)[3:5]
            wish = {r["name"]: new_text(r, version) for r in good} | strange | {r["name"]: r[version] for r in kept}
            found, call = asked(submission, wish, {}, shuffled(support.REFERENCE, rng), version, "")
            away = sorted(r["name"] for r in only if r["name"].lower() in {n.lower() for n in strange})
            near = {name: "proxy.maxFieldNum" if "Feild" in name else None for name in strange if not away}
            part(found, "elsewhere", away, call, "In the reference, but not for this version.")
            part(found, "unknown", near, call, "In the reference for no version; with the nearest name, as it was written.")
            part(found, "done", sorted(r["name"] for r in kept), call, "What is there already is there.")
            if found["restart"] == restarts([r["name"] for r in good[2:]], version) and found["live"] == sorted(r["name"] for r in good[:2]):
                misconception("the-rest-can-go-ahead", called=call, returned=repr({k: found[k] for k in ("live", "restart")}), expected="two empty lists", evidence="the other settings are carried out although one name is not known here",
                              why="What does the cluster run with until the last name is put right, and who has tested that?")
            part(found, "live", [], call, "A change is carried out whole or not at all.")
            part(found, "restart", [], call, "A change is carried out whole or not at all.")


@check(points=2)
def test_nearest(submission, rng, support):
    """A typo finds the name that was meant; what is too far finds none"""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [row["name"] for row in support.REFERENCE]
    for _ in range(14):
        written = list(names[int(rng.integers(len(names)))])
        for _ in range(int(rng.integers(1, 5))):
            at, letter = int(rng.integers(len(written))), letters[int(rng.integers(26))]
            way = int(rng.integers(3))
            written[at : at + 1] = [[letter], [written[at], letter], []][way]
        text, some = "".join(written), shuffled(names, rng)[:40]
        one_of(submission, support, text, some)
    for text, some in (("aaaa", ["aaab", "aaba", "abaa"]), ("b", ["c", "a"]), ("abc", ["abcdef", "abcdefg"]), ("abc", ["abcdefg"]), ("", ["abc"]), ("", ["abcd"]), ("x", []), ("PROXY_MAXFIELDNUMB", ["proxy.maxFieldNum", "proxy.maxNameLength"]),
                       ("a.b", ["A_B", "ab.c"]), ("log.levle", ["log.level"]), ("abdcfehg", ["abcdefgh"]), ("badc", ["abcd", "bazzz"]), ("milvus.log.level", ["log.level"]), ("xyzlog.level", ["log.level", "zlog.levels"]), ("abcd.e", ["e", "bcde"]), ("log.levelwxyz", ["log.level"]), ("wxyz", [""]), ("xyz", [""]), ("Aab", ["aAc", "aac", "zzz"]), ("aax", ["b.aaz", "aay", "Aaz"])):  # fmt: skip
        one_of(submission, support, text, some)
    found, call = asked(submission, {"proxy.maxVectorFieldNums": "4"}, {}, support.REFERENCE, "2.3.5", "")
    part(found, "unknown", {"proxy.maxVectorFieldNums": None}, call, "The nearest name is one that this version has.")


def one_of(submission, support, text, some):
    """The nearest of some names, by the statement's count."""
    right = min(((support.distance(support.plain(text), support.plain(name)), name) for name in some), default=(4, None))
    found, (_, after) = submission.nearest.with_arguments(text, some)
    expected = right[1] if right[0] <= 3 else None
    if found != expected:
        far = f"it takes {support.distance(support.plain(text), support.plain(found))}" if isinstance(found, str) and found in some else ""
        fail(called=f"nearest({text!r}, {some})", returned=f"{found!r}" + (f" ({far})" if far else ""), expected=f"{expected!r}" + (f" ({right[0]})" if expected is not None else ""),
             why="The fewest characters to put in, take out or replace, at most three, in the compared form; of several the first in the alphabet.")
    require(after == some, called=f"nearest({text!r}, …)", returned="names in a different order", expected="a list as it was")
