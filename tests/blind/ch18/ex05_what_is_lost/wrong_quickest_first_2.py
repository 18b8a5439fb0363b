# expect: failed|partial
# because: 'Of several ways the one with the smallest `lost` counts': the quickest way is taken
from collections import namedtuple

Way = namedtuple("Way", "state seconds by")


def ways(copies, kind, at, noticed):
    arrived = at if kind == "fire" else noticed
    for copy in copies:
        match copy:
            case {"kind": "standby", "lag": lag, "failover": failover, "name": name}:
                halted = kind == "fire" or noticed < at + lag
                if halted and arrived >= lag:
                    yield Way(arrived - lag, failover, [name])
            case {"kind": "export", "every": every, "takes": takes, "keeps": keeps, "restore": restore, "name": name}:
                newest = min(at, arrived - takes)
                if newest < 0:
                    continue
                begun = newest - newest % every
                if noticed - begun > keeps:
                    continue
                yield Way(begun, restore, [name])
                for log in copies:
                    if log["kind"] == "log":
                        reached = min(at, arrived - log["lag"])
                        if reached > begun:
                            yield Way(reached, restore + log["ratio"] * (reached - begun), [name, log["name"]])


def loss(copies, accident):
    at, noticed = accident["at"], accident["noticed"]
    kept = [c for c in copies if accident["kind"] != "fire" or c["place"] != accident["place"]]
    found = sorted(ways(kept, accident["kind"], at, noticed), key=lambda w: (w.seconds, -w.state))
    if not found:
        return None
    best = found[0]
    return {"by": best.by, "lost": at - best.state, "back": noticed - at + best.seconds}
