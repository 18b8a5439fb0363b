# id: standby-undoes-mistakes
# check: test_mistakes_and_standbys
# why: A standby is a second copy of everything, so it seems to be a backup that is always fresh.
# source: docs v3.0.x milvus_cdc_overview.md (every change of the primary is forwarded); RAID is no backup, as system administrators say
# BEGIN SOLUTION
    fire, at, noticed = accident["kind"] == "fire", accident["at"], accident["noticed"]
    left = [(i, c) for i, c in enumerate(copies) if not (fire and c["place"] == accident["place"])]
    limit = at if fire else noticed
    ways = []
    for i, copy in left:
        if copy["kind"] == "standby":
            state = (at if fire else noticed) - copy["lag"]
            if not fire and noticed >= at + copy["lag"]:
                state = at - copy["lag"]
            if state >= 0:
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
# END SOLUTION
