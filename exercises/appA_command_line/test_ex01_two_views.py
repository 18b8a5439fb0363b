"""Checks of appA/ex01: what a server 2.3.5 printed, and drawn texts in the same form, beside collections that are there."""

from grader.checks import check, fail, misconception, require, same

CALL = "report(client, printed)"
KEYS = {"collections", "only printed", "only client", "leftovers"}
EACH = {"flushed", "counted", "difference", "unindexed"}


def told(submission, milvus, printed, support):
    """The report; nothing in Milvus may have been changed for it."""
    milvus.forget()
    found, (_, after) = submission.report.with_arguments(milvus.admin(), printed)
    heard = [call.method for call in milvus.calls() if call.method in support.CHANGES]
    loads = [method for method in heard if method in ("LoadCollection", "LoadPartitions")]
    if loads:
        misconception("load-to-count", evidence=f"Milvus heard {loads[0]}", called=CALL, returned=f"a report, and Milvus heard {', '.join(sorted(set(heard)))}", expected="calls that only read",
                      why="What is not loaded is a fact of the report. After a load it is none any more.")
    require(not heard, called=CALL, returned=f"a report, and Milvus heard {', '.join(sorted(set(heard)))}", expected="calls that only read")
    require(after == printed, called=CALL, returned="texts that were changed", expected="texts as they were")
    require(isinstance(found, dict) and set(found) == KEYS, called=CALL, returned=repr(found)[:300], expected=f"a dict with the keys {sorted(KEYS)}")
    require(isinstance(found["collections"], dict) and all(isinstance(one, dict) and set(one) == EACH for one in found["collections"].values()), called=f'{CALL}["collections"]',
            returned=repr(found["collections"])[:300], expected=f"a dict of dicts with the keys {sorted(EACH)}")
    return found


def named(found, names):
    """The collections of this check: on a Milvus that is used again there may be others."""
    return {name: one for name, one in found["collections"].items() if name in names}


def agreed(found, right, key, why=""):
    for name, one in right.items():
        require(name in found["collections"], called=f'{CALL}["collections"]', returned=f"no {name}; there is {sorted(found['collections'])}", expected=f"{name}, which is printed and listed")
        same(found["collections"][name][key], one[key], called=f"{CALL}[\"collections\"]['{name}']['{key}']", why=why)


@check(points=2)
def test_rows(submission, milvus, client, fresh, rng, support):
    """Rows are added up over the flushed segments, and counted by the client"""
    for _ in range(2):
        names = [fresh(f"rows{i}") for i in range(5)]
        own = support.ids(rng, 5)
        segment = iter(support.ids(rng, 40))
        sizes = [int(n) for n in rng.integers(20, 900, size=6)]
        there = [sizes[0] + sizes[1], 0, sizes[2] - 7, sizes[3] + 40, sizes[4]]
        for i, (name, n) in enumerate(zip(names, there, strict=True)):
            support.collection(client, name, n, first=int(rng.integers(1, 10**6)), load=i != 4)
        segments = {
            own[0]: [(next(segment), "Flushed", sizes[0]), (next(segment), "Dropped", sizes[5]), (next(segment), "Flushed", sizes[1]), (next(segment), "Dropped", sizes[1] + 3)],
            own[2]: [(next(segment), "Flushed", sizes[2])],
            own[3]: [(next(segment), "Growing", 0), (next(segment), "Sealed", 33), (next(segment), "Flushed", sizes[3])],
            own[4]: [(next(segment), "Flushed", sizes[4] - 1), (next(segment), "Flushed", 1)],
        }
        rows = [sizes[0] + sizes[1], 0, sizes[2], sizes[3], sizes[4]]
        order = [list(segments)[i] for i in rng.permutation(4)]
        printed = {
            "collections": support.as_collections([(own[i], names[i], "CollectionCreated", 1) for i in rng.permutation(5)]),
            "segments": support.as_segments({id: segments[id] for id in order}),
            "indexes": support.as_indexes({}),
        }
        found = told(submission, milvus, printed, support)
        heard = {call.method for call in milvus.calls() if call.answered}
        if not heard & {"Query", "Search", "HybridSearch"} and "GetCollectionStatistics" in heard:
            misconception("the-statistics-count", evidence="Milvus heard GetCollectionStatistics and no query", called=CALL, returned="row_count", expected="what count(*) says",
                          why="The statistics of a server add up its segments, as birdwatcher does: then two copies of one number are compared. What does the lesson's table show for `films` and `drafts`?")
        right = {name: {"flushed": rows[i], "counted": None if i == 4 else there[i], "difference": None if i == 4 else there[i] - rows[i]} for i, name in enumerate(names)}
        for i, name in ((0, names[0]), (3, names[3])):
            every = sum(count for _, _, count in segments[own[i]])
            if found["collections"].get(name, {}).get("flushed") == every != rows[i]:
                misconception("every-segment-counts", evidence=f"{every} is the sum over all segments of {name}", called=f"{CALL}[\"collections\"]['{name}']['flushed']", returned=every, expected=rows[i],
                              why="In which states are a segment's rows really in the collection? A compaction leaves the old segments behind for a while.")
        for key in ("flushed", "counted", "difference"):
            agreed(found, right, key)


@check(points=2)
def test_indexes(submission, milvus, client, fresh, rng, support):
    """Flushed segments without index files are listed, whatever the state of the index is"""
    names = [fresh(f"built{i}") for i in range(3)]
    own, made = support.ids(rng, 3), support.ids(rng, 12)
    for name in names:
        support.collection(client, name, 3)
    segments = {
        own[0]: [(made[2], "Flushed", 1200), (made[0], "Flushed", 4000), (made[1], "Flushed", 900), (made[3], "Growing", 0)],
        own[1]: [(made[6], "Flushed", 1023), (made[5], "Dropped", 800), (made[4], "Flushed", 700), (made[7], "Flushed", 1024)],
        own[2]: [(made[8], "Flushed", 5000), (made[9], "Flushed", 6000), (made[10], "Sealed", 50), (made[11], "Flushed", 2000)],
    }
    # made[2] has no index at all, made[6] is not in the text, made[7] and made[11] have two indexes of which one has files, made[9] two without.
    indexes = {made[0]: [["HNSW"]], made[1]: [[]], made[2]: [], made[4]: [[]], made[5]: [[]], made[7]: [[], ["Trie_0", "Trie_1"]], made[8]: [["index_0", "index_1"]], made[9]: [[], []], made[11]: [["HNSW"], []]}
    shuffled = [list(indexes)[i] for i in rng.permutation(len(indexes))]
    printed = {
        "collections": support.as_collections([(id, name, "CollectionCreated", 1) for id, name in zip(own, names, strict=True)]),
        "segments": support.as_segments(segments),
        "indexes": support.as_indexes({id: indexes[id] for id in shuffled}),
    }
    found = told(submission, milvus, printed, support)
    right = {names[0]: {"unindexed": sorted([made[1], made[2]])}, names[1]: {"unindexed": sorted([made[4], made[6]])}, names[2]: {"unindexed": [made[9]]}}
    finished = {made[1], made[4], made[9]}
    if all(not finished & set(found["collections"].get(name, {}).get("unindexed", finished)) for name in names):
        misconception("finished-is-built", evidence="each of the segments that are missing has “states Finished” and “Index Files: []”", called=f'{CALL}["collections"]', returned=repr({n: found["collections"][n]["unindexed"] for n in names}),
                      expected=repr({n: right[n]["unindexed"] for n in names}), why="Finished says that there is nothing left to do. Below 1,024 rows there was nothing to do.")
    agreed(found, right, "unindexed", "Which segments are flushed, and have not one index file?")


@check(points=2)
def test_names(submission, milvus, client, fresh, rng, support):
    """Names that only one of the two knows, and segments without a collection"""
    shared, new, again, alias = fresh("shared"), fresh("new"), fresh("again"), fresh("alias")
    newer = [fresh(f"{letter}_newer") for letter in "dbeac"]
    elsewhere, gone = fresh("elsewhere"), [fresh(f"{letter}_gone") for letter in "dbeafc"]
    for name, n in ((shared, 12), (new, 5), (again, 30), *((name, 2) for name in newer)):
        support.collection(client, name, n)
    second = fresh("second")  # was a collection when the text was printed, and is an alias now
    for name in (alias, second):
        client.create_alias(collection_name=shared, alias=name)
    own, made = support.ids(rng, 16), iter(support.ids(rng, 40))
    those = [
        (own[0], shared, "CollectionCreated", 1),
        (own[1], again, "CollectionCreated", 1),
        (own[2], again, "CollectionDropping", 1),
        *((id, name, "CollectionCreated", 1) for id, name in zip([own[3], *own[10:15]], gone, strict=True)),
        (own[15], second, "CollectionCreated", 1),
        (own[4], shared, "CollectionCreated", 2),
        (own[5], elsewhere, "CollectionCreated", 12),
        (own[6], new, "CollectionDropped", 1),
        (own[7], again, "CollectionCreated", 100),
        (own[8], alias, "CollectionCreating", 1),
    ]
    left = (own[2], own[6], own[8], own[9])
    segments = {id: [(next(made), "Flushed", 100 + i)] + ([(next(made), "Dropped", 10)] if id in left else []) for i, id in enumerate(own)}
    for turn in range(2):
        if turn:
            those = those[::-1]
        order = [own[i] for i in rng.permutation(16)]
        printed = {"collections": support.as_collections(those), "segments": support.as_segments({id: segments[id] for id in order}), "indexes": support.as_indexes({})}
        found = told(submission, milvus, printed, support)
        rows = {name: one["flushed"] for name, one in found["collections"].items()}
        wrong = {100 + i: those_id for i, those_id in enumerate(own)}
        for name, right in ((shared, 100), (again, 101)):
            if rows.get(name) in wrong and rows[name] != right:
                misconception("a-name-is-one-collection", evidence=f"the rows of the collection {wrong[rows[name]]}, which has the same name", called=f"{CALL}[\"collections\"]['{name}']['flushed']", returned=rows[name], expected=right,
                              why="Which ids does the text have under this name, in which states, and in which databases?")
        same(rows, {shared: 100, again: 101}, called=f'the rows in {CALL}["collections"]')
        same(found["only printed"], sorted([*gone, second]), called=f'{CALL}["only printed"]', why="They were dropped after the text was printed, or the client may not see them.")
        seen = [name for name in found["only client"] if name in (shared, new, again, alias, second, *gone, elsewhere, *newer)]
        same(seen, sorted([new, *newer]), called=f'{CALL}["only client"]', why="They were created after the text was printed, or they are printed in a state in which they cannot be used.")
        same(found["leftovers"], {own[2]: 112, own[6]: 116, own[8]: 118, own[9]: 119}, called=f'{CALL}["leftovers"]', why="Which ids have segments, and are not created in any database?")


@check(points=1, after="test_rows")
def test_now(submission, milvus, client, fresh, rng, support):
    """A second report says what is there then"""
    names = [fresh(f"now{c}") for c in "cab"]
    own, made = support.ids(rng, 3), support.ids(rng, 3)
    for name in names:
        support.collection(client, name, 10)
    printed = {
        "collections": support.as_collections([(id, name, "CollectionCreated", 1) for id, name in zip(own, names, strict=True)]),
        "segments": support.as_segments({id: [(segment, "Flushed", 10)] for id, segment in zip(own, made, strict=True)}),
        "indexes": support.as_indexes({made[0]: [["HNSW"]]}),
    }
    told(submission, milvus, printed, support)
    support.fill(client, names[0], 7, first=1000)
    client.delete(names[1], ids=[2, 3, 4])
    client.drop_collection(names[2])
    found = told(submission, milvus, printed, support)
    agreed(found, {names[0]: {"counted": 17, "difference": 7}, names[1]: {"counted": 7, "difference": -3}}, "counted", "Rows came and went since the first report.")
    agreed(found, {names[0]: {"difference": 7}, names[1]: {"difference": -3}}, "difference")
    same(found["only printed"], [names[2]], called=f'{CALL}["only printed"]')
    for name in names[:2]:
        client.drop_collection(name)
    found = told(submission, milvus, printed, support)
    same(found["only printed"], sorted(names), called=f'{CALL}["only printed"], after all three were dropped')
    if named(found, names):
        fail(called=f'{CALL}["collections"]', returned=repr(named(found, names)), expected="none of the three")
    nothing = {"collections": support.as_collections([]), "segments": support.as_segments({}), "indexes": support.as_indexes({})}
    found = told(submission, milvus, nothing, support)
    same([found["collections"], found["only printed"], found["leftovers"]], [{}, [], {}], called=f"{CALL} with texts in which nothing stands")


@check(points=2, after=("test_rows", "test_indexes", "test_names"))
def test_recorded(submission, milvus, client, fresh, support):
    """What a server 2.3.5 printed, beside what the client says of the same collections"""
    names = {name: fresh(name) for name in ("films", "letters", "drafts", "plain")}
    support.collection(client, names["films"], 4900, first=100)
    support.collection(client, names["letters"], 500)
    support.collection(client, names["drafts"], 700)
    support.collection(client, names["plain"], 1500, load=False)
    printed = {key: support.renamed(text, names) for key, text in support.RECORDED.items()}
    found = told(submission, milvus, printed, support)
    of = support.OF
    right = {
        names["films"]: {"flushed": 5000, "counted": 4900, "difference": -100, "unindexed": []},
        names["letters"]: {"flushed": 500, "counted": 500, "difference": 0, "unindexed": [of["letters"]]},
        names["drafts"]: {"flushed": 0, "counted": 700, "difference": 700, "unindexed": []},
        names["plain"]: {"flushed": 1500, "counted": None, "difference": None, "unindexed": [of["plain"]]},
    }
    same(named(found, right), right, called=f'{CALL}["collections"]')
    same(found["leftovers"], {support.GONE: 2000}, called=f'{CALL}["leftovers"]')
