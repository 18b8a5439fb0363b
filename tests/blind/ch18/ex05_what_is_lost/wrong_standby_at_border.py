# expect: failed|partial
# because: before that
"""What would be lost?

A runbook says what there is against an accident. Compute what it is worth before the accident does. All times are whole seconds since the beginning, at 0.

`loss(copies, accident)` returns `{"by": […], "lost": …, "back": …}`, or `None` if nothing brings the data back.

An **accident** is a dict with `kind`, `at`, `noticed` (not before `at`; recovery begins then) and, for a fire, `place`:

- `"fire"`: at `at` the place burns. The living collection and every copy at that `place` are gone. Copies elsewhere hold what had arrived there before `at`; nothing arrives afterwards.
- `"mistake"`: from `at` on the living collection is wrong, and what is copied is wrong also. Nothing is gone. Copies continue until `noticed`.

The **copies**, a list of dicts with `name`, `kind` and `place`:

- `"export"`, with `every`, `takes`, `keeps` and `restore`: one begins at 0, `every`, 2 · `every` and so on, and holds the state of the moment at which it *began*. It can be used if it had *ended*, `takes` later, by `at` (fire) or by `noticed` (mistake), and if its beginning is no more than `keeps` before `noticed`: older ones
  have been removed. Restoring takes `restore` seconds. The state of the moment `at` itself is still right.
- `"log"`, with `lag` and `ratio`: every change, `lag` seconds after it was made. A log alone is of no use; together with an export it leads from the export's beginning to any later moment whose changes have arrived: up to `at - lag` (fire) or up to the earlier of `at` and `noticed - lag` (mistake). Replaying takes `ratio` seconds for
  each second from the export's beginning to that moment, in addition to `restore`. A log that does not lead beyond the export's beginning is not used.
- `"standby"`, with `lag` and `failover`: it has the state of `lag` seconds ago. After a fire it has the state of `at - lag`. A mistake reaches it at `at + lag`: if it is noticed **before** that, the standby is halted and has the state of `noticed - lag`; otherwise it is of no use. Taking over takes `failover` seconds. Before `lag` it
  has nothing.

`lost` is `at` minus the moment of the state that comes back; `back` is the time from `at` until it is back: `noticed - at`, plus what the recovery takes. Of several ways the one with the smallest `lost` counts; of these the one with the smallest `back`; of these the one whose export or standby stands earlier in the list, and then the one whose log does. `by` has the names of the
copies used, the export before the log. There may be several exports, logs and standbys.
"""


def loss(copies, accident):
    """What the best way back loses, and how long it takes."""
    fire, at, noticed = accident["kind"] == "fire", accident["at"], accident["noticed"]
    left = [(i, c) for i, c in enumerate(copies) if not (fire and c["place"] == accident["place"])]
    limit = at if fire else noticed
    ways = []
    for i, copy in left:
        if copy["kind"] == "standby":
            state = (at if fire else noticed) - copy["lag"]
            if state >= 0 and (fire or noticed <= at + copy["lag"]):
                ways.append((at - state, noticed - at + copy["failover"], (i,)))
        if copy["kind"] == "export" and limit >= copy["takes"]:
            newest = min(limit - copy["takes"], at) // copy["every"] * copy["every"]
            if newest < noticed - copy["keeps"]:
                continue
            ways.append((at - newest, noticed - at + copy["restore"], (i,)))
            for j, log in left:
                state = min(at, limit - log["lag"]) if log["kind"] == "log" else newest
                if state > newest:
                    ways.append((at - state, noticed - at + copy["restore"] + log["ratio"] * (state - newest), (i, j)))
    if not ways:
        return None
    lost, back, used = min(ways)
    return {"by": [copies[i]["name"] for i in used], "lost": lost, "back": back}
