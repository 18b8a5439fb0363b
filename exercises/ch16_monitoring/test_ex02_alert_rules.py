"""Checks of ch16/ex02: days are played through the rules by promtool; what fires when is looked at."""

import pytest

from grader.checks import check, fail, misconception, require

NAMES = ("MilvusDown", "SearchFailing", "SearchSlow")


@pytest.fixture
def rules(work, support):
    """The rule file, if it is one."""
    text = work.text("rules.yml")
    said = support.broken(text)
    if said:
        fail(called="promtool check rules rules.yml", returned=said[-500:], expected="a rule file", why="With a broken file Prometheus keeps the old rules, and says so only in its log.")
    return text


def play(support, rules, day, *moments):
    """What fires at each moment, told at once."""
    return support.firing(rules, day, list(moments))


def silent(support, rules, day, minutes, what, why, ideas=None):
    """No alert at any of these minutes."""
    for (name, minute), count in play(support, rules, day, *[(n, m) for m in minutes for n in NAMES]).items():
        if count:
            told = {"called": what, "returned": f"{name} fires in minute {minute}", "expected": "silence", "why": why}
            if ideas and name in ideas:
                id, evidence, question = ideas[name]
                misconception(id, **(told | {"why": question}), evidence=evidence)
            fail(**told)


def fires(support, rules, day, name, late, over, what, why, count=1):
    """One alert fires in time, no other does, and it is over when the incident is."""
    found = play(support, rules, day, *[(n, m) for m in (late, *([over] if over else [])) for n in NAMES])
    require(found[name, late] == count, called=what, returned=f"{found[name, late]} alerts {name} in minute {late}", expected=str(count), why=why)
    for other in set(NAMES) - {name}:
        require(not found[other, late], called=what, returned=f"{other} fires in minute {late}", expected=f"{name} alone", why="An alert says what is wrong. Two for one cause send someone to the wrong place.")
    if over:
        require(not found[name, over], called=what, returned=f"{name} still fires in minute {over}, ten minutes after the end", expected="silence", why="An alert that stays is an alert that is ignored.")


def beside(day, other):
    """A day with the second proxy of another day."""
    day.values.update({k: v for k, v in other.values.items() if 'node_id="2"' in k or "milvus-2" in k})
    return day


@check(points=1)
def test_three_alerts(work, rules):
    """Three alerts, each with its label and its sentence"""
    document = work.yaml("rules.yml")
    found = {}
    for group in document.get("groups") or ():
        for rule in group.get("rules") or ():
            if "alert" in rule:
                found[rule["alert"]] = rule
    for name in NAMES:
        require(name in found, called="the rules", returned=f"alerts {sorted(found)}", expected=name)
        require((found[name].get("labels") or {}).get("severity") == "page", called=name, returned=f"labels {found[name].get('labels')}", expected="severity: page", why="By this label the Alertmanager knows whom to wake.")
        require(bool(str((found[name].get("annotations") or {}).get("summary") or "").strip()), called=name, returned="no annotation summary", expected="a sentence", why="It is read at three in the morning.")


@check(points=2, after="test_three_alerts")
def test_down(support, rules, rng):
    """An instance that is dead is told, each by itself"""
    begin, rate = int(rng.integers(12, 20)), float(rng.uniform(5, 40))
    dead = lambda m: not begin <= m < begin + 20
    day = support.Day(60, search=lambda m: rate, proxies=(0.6, 0.4), up=dead)
    fires(support, rules, day, "MilvusDown", begin + 5.5, begin + 31, f"Both instances die in minute {begin}", "One alert for each instance says which.", count=2)
    one = support.Day(60, search=lambda m: rate, proxies=(1.0,))
    one.also('up{instance="milvus-9:9091",job="milvus"}', lambda m: 1 if dead(m) else 0)
    one.also('up{instance="web:80",job="website"}', lambda m: 0)
    fires(support, rules, one, "MilvusDown", begin + 5.5, begin + 31, f"One of two instances dies in minute {begin}; a web site that is no Milvus is down all day", "Only Milvus' own instances count.")


@check(points=2, after="test_three_alerts")
def test_failing(support, rules, rng):
    """Searches that fail are told"""
    begin, rate = int(rng.integers(5, 9)), float(rng.uniform(20, 60))
    share = float(rng.uniform(0.11, 0.16))
    day = support.Day(70, search=lambda m: rate, fail=lambda m: share if begin <= m < begin + 30 else 0.001, proxies=(0.5, 0.5))
    # What others do is none of this share.
    at = 'instance="milvus-1:9091",job="milvus",node_id="1"'
    for status in ("total", "success"):
        day.also(f'milvus_proxy_req_count{{function_name="Query",status="{status}",{at}}}', lambda m: 60 * rate * 20 * m)
    fires(support, rules, day, "SearchFailing", begin + 11, None, f"From minute {begin} on {share:.0%} of the searches fail, on both proxies, beside twenty times as many queries", "Of ten users one sees an error.")
    quiet = float(rng.uniform(1.0, 1.6))
    uneven = beside(support.Day(70, search=lambda m: quiet, fail=lambda m: 0.0, proxies=(0.8,)), support.Day(70, search=lambda m: quiet, fail=lambda m: 0.6 if begin <= m < begin + 30 else 0.0, proxies=(0.0, 0.2)))
    fires(support, rules, uneven, "SearchFailing", begin + 11, None, f"With {quiet:.1f} searches a second, from minute {begin} on From minute {begin} on 12% of all searches fail, all of them on one of two proxies", "The service is what the users of all proxies together see.")


@check(points=2, after="test_three_alerts")
def test_slow(support, rules, rng):
    """A slow minority is told"""
    begin, rate, share = int(rng.integers(5, 9)), float(rng.uniform(4, 60)), float(rng.uniform(0.022, 0.04))
    day = support.Day(80, search=lambda m: rate, slow=lambda m: share if begin <= m < begin + 35 else 0.0, proxies=(0.7, 0.3))
    found = play(support, rules, day, ("SearchSlow", begin + 16))
    if not found["SearchSlow", begin + 16]:
        everybody = support.Day(80, search=lambda m: rate, all_slow=lambda m: begin <= m < begin + 35)
        if play(support, rules, everybody, ("SearchSlow", begin + 16))["SearchSlow", begin + 16]:
            misconception("the-average-will-tell", called=f"From minute {begin} on {share:.1%} of the searches take 380 ms", returned="no SearchSlow", expected="SearchSlow", evidence="it fires when every search is slow, and not when a few in a hundred are",
                          why="The average of these searches is below 20 ms. Which number is about the slowest of a hundred?")
    fires(support, rules, day, "SearchSlow", begin + 16, begin + 46, f"From minute {begin} on {share:.1%} of the searches take 380 ms, the others 5", "Of a page that sends thirty searches, every second is slow.")
    lopsided = beside(support.Day(80, search=lambda m: rate, proxies=(0.9,)), support.Day(80, search=lambda m: rate, slow=lambda m: 0.3 if begin <= m < begin + 35 else 0.0, proxies=(0.0, 0.1)))
    fires(support, rules, lopsided, "SearchSlow", begin + 16, begin + 46, f"From minute {begin} on 3% of all searches are slow, all of them on one of two proxies", "Add up the buckets of all proxies.")


@check(points=1, after="test_down")
def test_restart(support, rules, rng):
    """A restart wakes no one"""
    begin, rate = int(rng.integers(12, 20)), float(rng.uniform(5, 40))
    day = support.Day(50, search=lambda m: rate, up=lambda m: not begin <= m < begin + 1.5, history=(900_000, 9_000))
    silent(support, rules, day, [begin + x / 2 for x in range(9)], f"In minute {begin} Milvus restarts, and is back after 90 seconds", "Every upgrade is a restart.",
           {"MilvusDown": ("one-scrape-is-enough", "the alert fires within the ninety seconds of a restart", "How long may a restart take? Until then no one has to get up.")})


@check(points=1, after="test_failing")
def test_night(support, rules, rng):
    """A share of hardly anything wakes no one"""
    when = int(rng.integers(3, 6))
    day = support.Day(90, search=lambda m: 1 / (when * 60), fail=lambda m: 0.5)
    silent(support, rules, day, [20, 40, 60, 80], f"At night there is one search in {when} minutes, and every second one fails", "One person with a typo is half of the traffic.",
           {"SearchFailing": ("a-share-needs-no-traffic", "the alert fires at night, when one search in some minutes is half of what happens", "Fifty percent of how many? Also ask for a minimum of traffic.")})


@check(points=1, after="test_failing")
def test_yesterday(support, rules, rng):
    """What failed yesterday is over"""
    total = int(rng.integers(400_000, 900_000))
    day = support.Day(60, search=lambda m: 20, fail=lambda m: 0.001, history=(total, total // 4))
    silent(support, rules, day, [20, 40, 59], "A quarter of yesterday's searches failed; today one in a thousand does", "A counter's value is its whole past.",
           {"SearchFailing": ("the-value-of-a-counter", "the alert fires today, for what failed yesterday", "fail / total of two counters is the share since the process started. Which function makes of a counter what happens now?")})


@check(points=1, after=("test_failing", "test_yesterday"))
def test_it_ends(support, rules, rng):
    """When searches work again, the alert is over"""
    begin, rate = int(rng.integers(5, 9)), float(rng.uniform(20, 60))
    day = support.Day(70, search=lambda m: rate, fail=lambda m: 0.3 if begin <= m < begin + 15 else 0.001, proxies=(0.5, 0.5))
    fires(support, rules, day, "SearchFailing", begin + 11, begin + 26, f"In minutes {begin} to {begin + 15} 30% of the searches fail", "When it is over, an alert is over within ten minutes.")


@check(points=2, after=("test_failing", "test_slow"))
def test_busy_day(support, rules, rng):
    """Exports, failing inserts and a bad minute wake no one"""
    bad = int(rng.integers(20, 30))
    failing, slow = (lambda m: bad <= m < bad + 1.5), (lambda m: bad + 20 <= m < bad + 22.5)
    # 3% of the traffic go through a proxy where much goes wrong all day: 1.2% of the searches fail, 0.3% are slow.
    day = beside(support.Day(80, search=lambda m: 300, fail=lambda m: 0.4 if failing(m) else 0.0, slow=lambda m: 0.2 if slow(m) else 0.0, proxies=(0.97,)),
                 support.Day(80, search=lambda m: 300, fail=lambda m: 0.4, slow=lambda m: 0.2 if slow(m) else 0.1, proxies=(0.0, 0.03)))
    at = 'instance="milvus-1:9091",job="milvus",node_id="1"'
    for status, per in (("total", 600), ("fail", 200), ("success", 400)):
        day.also(f'milvus_proxy_req_count{{function_name="Insert",status="{status}",{at}}}', lambda m, per=per: per * m)
        day.also(f'milvus_proxy_req_count{{function_name="Query",status="{status}",{at}}}', lambda m, per=per: per * m)
    for bound in [*map(str, support.BOUNDS), "+Inf"]:
        late = bound == "+Inf" or float(bound) >= 2048
        day.also(f'milvus_proxy_sq_latency_bucket{{le="{bound}",query_type="query",{at}}}', lambda m, late=late: 900 * m if late else 0)
    silent(support, rules, day, [bad - 4, *[bad + x for x in (1, 1.5, 2, 3, 4, 6)], *[bad + 20 + x for x in (1, 2, 3, 4, 5, 6)], 79],
           f"Exports take 2 s, a third of the inserts fails, on a proxy with 3% of the searches 40% fail and 10% are slow; in minute {bad} searches fail for 90 seconds, in minute {bad + 20} a fifth of them is slow for 150", "These alerts are about searches, and about what lasts.")
