# expect: failed|partial
# because: 'of these the one with the fewest means; of these the first in alphabetical order': the names are compared before the number
def plan(means, ways, accidents):
    names = sorted(means)
    bit = {name: 1 << i for i, name in enumerate(names)}
    wanted = []
    for kind, limit in accidents.items():
        masks = []
        for way in ways:
            if way["against"] != kind or way["lost"] > limit["rpo"] or way["back"] > limit["rto"]:
                continue
            if all(need in bit for need in way["needs"]):
                mask = 0
                for need in way["needs"]:
                    mask |= bit[need]
                masks.append(mask)
        wanted.append(masks)

    def chosen(mask):
        return [name for name in names if mask & bit[name]]

    good = [m for m in range(1 << len(names)) if all(any(m & need == need for need in masks) for masks in wanted)]
    if not good:
        return None
    return chosen(min(good, key=lambda m: (sum(means[n] for n in chosen(m)), chosen(m))))
