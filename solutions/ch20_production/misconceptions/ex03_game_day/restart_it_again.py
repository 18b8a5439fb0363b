# id: restart-it-again
# check: test_gone
# why: It was restarted and its calls still fail, so it is restarted once more. Each restart begins the recovery anew.
# source: recorded in the lesson: a query node that was away for four seconds cost twenty-five more after its start (2.3.5)


def decide(history):
    """One of the things that you can do."""
    # BEGIN SOLUTION decide
    now = history[-1]
    if not now["etcd"]["answers"]:
        return "restart etcd"
    gone = [name for name, well in now["healthy"].items() if not well]
    if gone:
        return f"restart {gone[0]}"
    if now["done"].startswith("restart") and now["done"][8:] in now["healthy"] and "works" in now["calls"].values() and set(now["calls"].values()) != {"works"}:
        return now["done"]
    lately = [minute["done"] for minute in history[-2:]]
    if now["etcd"]["full"] >= 1:
        return "wait" if "compact etcd" in lately else "compact etcd"
    if now["asked"] > 1:
        return "limit clients" if now["done"] != "limit clients" else "wait"
    bad = {call: outcome for call, outcome in now["calls"].items() if outcome != "works"}
    if not bad or now["done"] != "wait":
        return "wait"
    return f"restart {hangs(bad)}" if hangs(bad) else "wait"
    # END SOLUTION
