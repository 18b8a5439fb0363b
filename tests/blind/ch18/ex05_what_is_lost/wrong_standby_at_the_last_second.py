# expect: failed|partial
# because: 'if it is noticed **before** that, the standby is halted': noticed at `at + lag` counts as in time
def survivors(copies, accident):
    if accident["kind"] != "fire":
        return list(copies)
    return [c for c in copies if c["place"] != accident["place"]]


def newest_run(export, accident):
    """The beginning of the newest run that can be used, or None."""
    at, noticed = accident["at"], accident["noticed"]
    deadline = at if accident["kind"] == "fire" else noticed
    run = at - at % export["every"]
    while run >= 0 and noticed - run <= export["keeps"]:
        if run + export["takes"] <= deadline:
            return run
        run -= export["every"]
    return None


def log_reaches(log, accident):
    if accident["kind"] == "fire":
        return accident["at"] - log["lag"]
    return min(accident["at"], accident["noticed"] - log["lag"])


def standby_state(standby, accident):
    if accident["kind"] == "fire":
        state = accident["at"] - standby["lag"]
    elif accident["noticed"] <= accident["at"] + standby["lag"]:
        state = accident["noticed"] - standby["lag"]
    else:
        return None
    return state if state >= 0 else None


def loss(copies, accident):
    best = None
    left = survivors(copies, accident)
    logs = [c for c in left if c["kind"] == "log"]

    def offer(names, state, seconds):
        nonlocal best
        lost, back = accident["at"] - state, accident["noticed"] - accident["at"] + seconds
        if best is None or (lost, back) < (best["lost"], best["back"]):
            best = {"by": names, "lost": lost, "back": back}

    for copy in left:
        if copy["kind"] == "standby":
            state = standby_state(copy, accident)
            if state is not None:
                offer([copy["name"]], state, copy["failover"])
        elif copy["kind"] == "export":
            run = newest_run(copy, accident)
            if run is None:
                continue
            offer([copy["name"]], run, copy["restore"])
            for log in logs:
                state = log_reaches(log, accident)
                if state > run:
                    offer([copy["name"], log["name"]], state, copy["restore"] + log["ratio"] * (state - run))
    return best
