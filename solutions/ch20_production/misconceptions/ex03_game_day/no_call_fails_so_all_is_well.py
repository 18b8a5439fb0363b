# id: no-call-fails-so-all-is-well
# check: test_quiet_losses
# why: Alerts are about what users feel, and users feel nothing. A data node or an index node that is gone is felt hours later, by everyone.
# source: chapter 7, recorded: no call fails when an index node goes (2.3.5)


def decide(history):
    """One of the things that you can do."""
    # BEGIN SOLUTION decide
    now = history[-1]
    if not now["etcd"]["answers"]:
        return "restart etcd"
    if all(outcome == "works" for outcome in now["calls"].values()):
        return "wait"
    gone = [name for name, well in now["healthy"].items() if not well]
    if gone:
        return f"restart {gone[0]}"
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
