"""Every run of every export is looked at, from the newest back; ways are compared as they are found."""


class Best:
    def __init__(self):
        self.key, self.way = None, None

    def offer(self, lost, back, used):
        key = (lost, back, used)
        if self.key is None or key < self.key:
            self.key, self.way = key, (lost, back, used)


def loss(copies, accident):
    at, noticed, burns = accident["at"], accident["noticed"], accident["kind"] == "fire"
    alive = {k: c for k, c in enumerate(copies) if not burns or c["place"] != accident["place"]}
    closed, wait, best = (at if burns else noticed), noticed - at, Best()
    for k, c in alive.items():
        if c["kind"] == "standby":
            arrived = not burns and at + c["lag"] <= noticed
            if not arrived and closed - c["lag"] >= 0:
                best.offer(at - (closed - c["lag"]), wait + c["failover"], [k])
        elif c["kind"] == "export":
            began = at - at % c["every"]
            while began >= 0:
                if began + c["takes"] <= closed and noticed - began <= c["keeps"]:
                    best.offer(at - began, wait + c["restore"], [k])
                    for j, other in alive.items():
                        if other["kind"] == "log":
                            upto = min(at, closed - other["lag"])
                            if upto > began:
                                best.offer(at - upto, wait + c["restore"] + other["ratio"] * (upto - began), [k, j])
                began -= c["every"]
    if best.way is None:
        return None
    lost, back, used = best.way
    return {"by": [copies[k]["name"] for k in used], "lost": lost, "back": back}
