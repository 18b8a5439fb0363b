# id: processes-before-etcd
# check: test_etcd
# why: Eight processes are down, and that is where one begins. Each of them looks for etcd first, and ends.
# source: chapter 7, recorded: all eight end, and stay away (2.3.5)


def decide(history):
    """One of the things that you can do."""
    # BEGIN SOLUTION decide
    now = history[-1]
    if not now["etcd"]["answers"] and all(now["healthy"].values()):
        return "restart etcd"
    gone = [name for name, well in now["healthy"].items() if not well]
    if gone:
        return f"restart {gone[0]}"
    if not now["etcd"]["answers"]:
        return "restart etcd"
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
