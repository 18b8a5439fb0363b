"""Checks of ch24/ex07. A design is data: rules are looked at first, then it is built on Milvus and lived in."""

import re

from pymilvus import DataType

from grader.checks import check, fail, misconception, require, same

WIDE = {"databases": 64, "collections": 1000, "partitions": 1024}


def firms_of(*kinds):
    """Firms from (how many, needs, dim)."""
    found = []
    for many, needs, dim in kinds:
        found += [{"name": f"firm{len(found) + n}", "dim": dim, "needs": needs} for n in range(many)]
    return found


def fewest(firms, limits):
    """The fewest collections, or None if it cannot be done."""
    rooms, count = limits["partitions"] - 1, sum(f["needs"] in ("admin", "login") for f in firms)
    for dim in {f["dim"] for f in firms}:
        drop, none = (sum(f["dim"] == dim and f["needs"] == n for f in firms) for n in ("drop", "none"))
        if rooms < 1:
            count += drop + bool(none)
        else:
            count += min(-(-drop // rooms) + bool(none), -(-(drop + none) // rooms))
    databases = 1 + sum(f["needs"] == "admin" for f in firms)
    return count if count <= limits["collections"] and databases <= limits["databases"] else None


def ask(submission, firms, limits, many="", only=""):
    """A design that is well formed, or None where none is possible."""
    call = f"place({firms if len(firms) < 4 else many or str(len(firms)) + ' firms'}, {limits})"
    plan, least = submission.place(firms, limits), fewest(firms, limits)
    if least is None:
        same(plan, None, called=call, why="It cannot be done within the limits.")
        return call, None, None
    require(isinstance(plan, dict) and set(plan) == {f["name"] for f in firms}, called=call, returned=plan if plan is None or not isinstance(plan, dict) else f"places of {len(plan)} firms", expected=f"a place for each of the {len(firms)} firms: it can be done")
    for name, at in plan.items():
        good = isinstance(at, dict) and set(at) == {"database", "collection", "partition"} and all(isinstance(at[k], str) and re.fullmatch(r"[A-Za-z_]\w*", at[k]) for k in ("database", "collection")) and (at["partition"] is None or (isinstance(at["partition"], str) and re.fullmatch(r"\w+", at["partition"])))
        require(bool(good), called=call, returned=f"{name}: {at}", expected='{"database": a name, "collection": a name, "partition": a name or None}')
    return call, plan, least


def houses(plan):
    """{(database, collection): {firm: partition}}."""
    found = {}
    for name, at in plan.items():
        found.setdefault((at["database"], at["collection"]), {})[name] = at["partition"]
    return found


def rules(call, firms, limits, plan, needs):
    """Every rule that does not need a Milvus, for firms with these needs."""
    by, there = {f["name"]: f for f in firms}, houses(plan)
    for (database, collection), inside in there.items():
        dims = {by[n]["dim"] for n in inside}
        require(len(dims) == 1, called=call, returned=f"dimensions {sorted(dims)} in the collection {collection}", expected="one")
        named = [p for p in inside.values() if p is not None]
        require(len(named) in (0, len(inside)), called=call, returned=f"{collection} with named partitions for {len(named)} of {len(inside)} firms", expected="for all of them, or a partition key for all")
        require(len(set(named)) == len(named) and "_default" not in named, called=call, returned=f"firms that share a partition of {collection}", expected="a partition for one firm each, and none called _default")
        require(not named or len(named) + 1 <= limits["partitions"], called=call, returned=f"{len(named) + 1} partitions in {collection}, _default included", expected=f"at most {limits['partitions']}")
    wrong = []
    for firm in firms:
        at = plan[firm["name"]]
        inside = there[at["database"], at["collection"]]
        beside = [n for n in plan if n != firm["name"] and plan[n]["database"] == at["database"]]
        ok = {"admin": at["database"] != "default" and not beside, "login": len(inside) == 1, "drop": len(inside) == 1 or at["partition"] is not None, "none": True}[firm["needs"]]
        if not ok and firm["needs"] in needs:
            wrong.append((firm, at, inside))
    return wrong


def count(call, firms, limits, plan, least):
    """As few collections as can be, and no database too many."""
    there = houses(plan)
    databases = {"default"} | {d for d, _ in there}
    require(len(databases) <= 1 + sum(f["needs"] == "admin" for f in firms), called=call, returned=f"{len(databases)} databases", expected="one for each firm that needs it, and default")
    if len(there) == len(firms) > least:
        misconception("a-wall-for-each-firm", evidence=f"{len(firms)} firms have {len(there)} collections", called=call, returned=f"{len(there)} collections", expected=least, why="Which of these firms asked for a wall?")
    same(len(there), least, called=f"the number of collections of {call}", why="A collection is what costs most. Can a firm that needs nothing use a room that is free anyway?")


@check(points=2)
def test_login(submission, rng):
    """A firm with a login of its own is alone in its collection; one that makes collections has a database"""
    for kinds, limits in (([(3, "login", 8), (2, "drop", 8)], WIDE), ([(1, "login", 8), (1, "admin", 8), (2, "admin", 16)], WIDE), ([(2, "login", 8), (2, "login", 16), (3, "none", 8)], WIDE), ([(2, "admin", 8)], {**WIDE, "databases": 3}), ([(3, "admin", 8)], {**WIDE, "databases": 3}), ([(3, "login", 8)], {**WIDE, "collections": 2})):
        firms = firms_of(*kinds)
        call, plan, least = ask(submission, firms, limits)
        if plan is None:
            continue
        wrong = rules(call, firms, limits, plan, ("admin", "login"))
        if wrong and all(f["needs"] == "login" and at["partition"] is not None for f, at, _ in wrong):
            misconception("a-partition-has-a-login", evidence=f"{len(wrong)} firms with a login have a partition in a collection of {len(wrong[0][2])}", called=call, returned=f"{wrong[0][0]['name']} in {wrong[0][1]}", expected="a collection of its own", why="On what can a right to read be granted?")
        require(not wrong, called=call, returned=f"{wrong[0][0] if wrong else ''} in {wrong[0][1] if wrong else ''}, with {len(wrong[0][2]) if wrong else 0} firms", expected="the walls that it needs")
    same(submission.place([], WIDE), {}, called="place() of no firms")


@check(points=2, after="test_login")
def test_drop(submission, client, fresh, support, rng, seed):
    """A firm that needs it can be dropped by one call, and takes nothing of another's"""
    firms = firms_of((4, "drop", 8), (3, "none", 8), (1, "login", 16), (2, "drop", 16), (1, "none", 16))
    limits = {"databases": 1, "collections": 40, "partitions": 4}
    call, plan, least = ask(submission, firms, limits, "11 firms")
    wrong = rules(call, firms, limits, plan, ("drop",))
    if wrong and all(at["partition"] is None for _, at, _ in wrong):
        misconception("a-key-can-be-dropped", evidence=f"{len(wrong)} firms that want to be dropped by one call share a partition key with others", called=call, returned=f"{wrong[0][0]['name']} in {wrong[0][1]}", expected="a collection or a named partition of its own", why="What else lies in the partition to which the key leads?")
    require(not wrong, called=call, returned=f"{len(wrong)} firms that cannot be dropped by one call", expected="none")
    live(client, support, seed, call, firms, plan, fresh)


def live(client, support, seed, call, firms, plan, fresh):
    """Build it, move in, look, and let those who want to be dropped leave."""
    flat, prefix = support.pool(seed), fresh("h")
    names, ids = {}, {}
    for (database, collection), inside in houses(plan).items():
        name = names[database, collection] = f"{prefix}_{database}_{collection}"
        dim, key = next(f["dim"] for f in firms if f["name"] in inside), None in inside.values()
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("firm", DataType.VARCHAR, max_length=60, **({"is_partition_key": True} if key else {}))
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        for firm, partition in inside.items():
            if partition is not None:
                client.create_partition(name, partition)
            ids[firm] = [1000 * len(ids) + n for n in range(12)]
            rows = [{"id": i, "firm": firm, "vector": flat[i % len(flat)][:dim]} for i in ids[firm]]
            client.insert(name, rows, **({} if partition is None else {"partition_name": partition}))
    present = dict(ids)

    def look(when):
        for firm in present:
            at = plan[firm]
            rows = client.query(names[at["database"], at["collection"]], filter=f'firm == "{firm}"', output_fields=["id"], limit=1000, **({} if at["partition"] is None else {"partition_names": [at["partition"]]}))
            same(sorted(r["id"] for r in rows), present[firm], called=f"the rows of {firm} {when}, in the design of {call}")

    look("when all have moved in")
    for firm in [f["name"] for f in firms if f["needs"] == "drop"][::2]:
        at = plan[firm]
        name = names[at["database"], at["collection"]]
        if at["partition"] is None:
            client.drop_collection(name)
        else:
            client.release_collection(name)  # a server drops no partition that is loaded
            client.drop_partition(name, at["partition"])
            client.load_collection(name)
        present.pop(firm)
        look(f"after {firm} was dropped")


@check(points=3, after=("test_login", "test_drop"))
def test_few_collections(submission, rng):
    """As few collections as can be, within every limit"""
    cases = [
        ([(40, "none", 8)], WIDE, "One collection with a key."), ([(3, "drop", 8)], {**WIDE, "partitions": 4}, "Three rooms beside _default."), ([(4, "drop", 8)], {**WIDE, "partitions": 4}, "One room too few."),
        ([(2, "drop", 8), (1, "none", 8)], {**WIDE, "partitions": 4}, "A room is free anyway."), ([(3, "drop", 8), (1, "none", 8)], {**WIDE, "partitions": 4}, "No room is free."), ([(1, "drop", 8), (1, "none", 16)], WIDE, "Two dimensions."),
        ([(2, "drop", 8), (5, "none", 8)], {**WIDE, "partitions": 4, "collections": 2}, "Just enough collections."), ([(2, "drop", 8), (5, "none", 8)], {**WIDE, "partitions": 4, "collections": 1}, "One collection too few."), ([(3, "drop", 8), (4, "none", 8)], {**WIDE, "partitions": 1}, "No partition beside _default."),
        ([(700, "drop", 8), (4000, "none", 8)], WIDE, "Many."), ([(4, "drop", 8), (2, "none", 8)], {**WIDE, "partitions": 4}, "Two rooms are free in the second collection."),
        ([(4, "drop", 8), (4, "drop", 16), (4, "drop", 32)], {**WIDE, "partitions": 4, "collections": 5}, "Two collections for each dimension are six."),
    ]  # fmt: skip
    tries = [(firms_of(*kinds), limits) for kinds, limits, _ in cases]
    for _ in range(50):
        kinds = [(int(rng.integers(0, 9)), needs, int(dim)) for needs in ("none", "drop", "login", "admin") for dim in rng.choice([8, 16, 32], size=2, replace=False)]
        firms = firms_of(*kinds)
        order = [firms[int(i)] for i in rng.permutation(len(firms))]
        tries.append((order, {"databases": int(rng.integers(1, 20)), "collections": int(rng.integers(5, 45)), "partitions": int(rng.integers(1, 9))}))
    for firms, limits in tries:
        call, plan, least = ask(submission, firms, limits)
        if plan is None:
            continue
        wrong = rules(call, firms, limits, plan, ("admin", "login", "drop"))
        require(not wrong, called=call, returned=f"{len(wrong)} firms without the walls that they need", expected="none")
        count(call, firms, limits, plan, least)
