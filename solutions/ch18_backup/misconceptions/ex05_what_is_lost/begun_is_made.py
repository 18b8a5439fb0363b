# id: begun-is-made
# check: test_when_it_ended
# why: The job ran at two o'clock, so there is a backup of two o'clock. At half past two it is half a backup.
# source: PostgreSQL's documentation of continuous archiving (a base backup counts from its end); the lesson's export that ran while others wrote
# BEGIN SOLUTION
    fire, at, noticed = accident["kind"] == "fire", accident["at"], accident["noticed"]
    left = [(i, c) for i, c in enumerate(copies) if not (fire and c["place"] == accident["place"])]
    limit = at if fire else noticed
    ways = []
    for i, copy in left:
        if copy["kind"] == "standby":
            state = (at if fire else noticed) - copy["lag"]
            if state >= 0 and (fire or noticed < at + copy["lag"]):
                ways.append((at - state, noticed - at + copy["failover"], (i,)))
        if copy["kind"] == "export" and limit >= 0:
            newest = min(limit, at) // copy["every"] * copy["every"]
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
