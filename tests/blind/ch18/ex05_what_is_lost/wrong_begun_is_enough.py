# expect: failed|partial
# because: 'It can be used if it had *ended*, `takes` later, by `at` (fire)': a run that had begun is used
def loss(copies, accident):
    at, noticed, fire = accident["at"], accident["noticed"], accident["kind"] == "fire"
    limit = at if fire else noticed

    def there(copy):
        return not fire or copy["place"] != accident["place"]

    ways = []
    for i, copy in enumerate(copies):
        if not there(copy):
            continue
        if copy["kind"] == "standby":
            if fire:
                state = at - copy["lag"]
            elif noticed < at + copy["lag"]:
                state = noticed - copy["lag"]
            else:
                continue
            if state >= 0:
                ways.append((at - state, noticed - at + copy["failover"], i, -1, [copy["name"]]))
        elif copy["kind"] == "export":
            latest = min(at, limit)
            begin = latest // copy["every"] * copy["every"]
            if begin < 0 or begin < noticed - copy["keeps"]:
                continue
            ways.append((at - begin, noticed - at + copy["restore"], i, -1, [copy["name"]]))
            for j, log in enumerate(copies):
                if log["kind"] == "log" and there(log):
                    state = min(at, limit - log["lag"])
                    if state > begin:
                        ways.append((at - state, noticed - at + copy["restore"] + log["ratio"] * (state - begin), i, j, [copy["name"], log["name"]]))
    if not ways:
        return None
    lost, back, _, _, by = min(ways)
    return {"by": by, "lost": lost, "back": back}
