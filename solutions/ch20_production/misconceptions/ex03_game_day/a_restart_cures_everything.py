# id: a-restart-cures-everything
# check: test_no_restart
# why: Something fails and everything is healthy, so the door is restarted: it has helped before. A flood comes back through the new door, and a full etcd stays full.
# source: Beyer and others, Site Reliability Engineering, 2016, chapter 22: restarting servers makes an overload worse


def decide(history):
    """One of the things that you can do."""
    # BEGIN SOLUTION decide
    now = history[-1]
    if not now["etcd"]["answers"]:
        return "restart etcd"
    gone = [name for name, well in now["healthy"].items() if not well]
    if gone:
        return f"restart {gone[0]}"
    if (now["etcd"]["full"] >= 1 or now["asked"] > 1) and now["done"] == "wait":
        return "restart proxy"
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
