"""The number of pods that are up as a distribution, built pod by pod, for each set of zones that are up."""

from itertools import chain, combinations, product


def spread(count, zones):
    return [count // zones + (zone < count % zones) for zone in range(zones)]


def is_up(number, count, part):
    return 2 * number > count if part["needs"] == "majority" else number >= part["needs"]


def pods_up(pods, p):
    chances = [1.0]
    for _ in range(pods):
        chances = [a * (1 - p) + b * p for a, b in zip([*chances, 0.0], [0.0, *chances])]
    return chances


def availability(counts, parts, zones, up):
    result = 0.0
    for there in chain.from_iterable(combinations(range(zones), n) for n in range(zones + 1)):
        chance = up["zone"] ** len(there) * (1 - up["zone"]) ** (zones - len(there))
        for name, part in parts.items():
            pods = sum(spread(counts[name], zones)[zone] for zone in there)
            chance *= sum(c for n, c in enumerate(pods_up(pods, up["machine"])) if is_up(n, counts[name], part))
        result += chance
    return result


def cheapest(parts, zones, up, promise, survives):
    fits = []
    for numbers in product(*[range(1, p["most"] + 1) for p in parts.values()]):
        counts = dict(zip(parts, numbers))
        alive = all(is_up(n - spread(n, zones)[zone], n, parts[name]) for name, n in counts.items() for zone in range(zones))
        if survives and not alive:
            continue
        fits.append((sum(n * parts[name]["price"] for name, n in counts.items()), counts))
    fits.sort(key=lambda one: one[0])
    answer, best = None, 0.0
    for price, counts in fits:
        if answer and price > answer[0]:
            break
        share = availability(counts, parts, zones, up)
        if share >= promise and share > best:
            answer, best = (price, counts), share
    return answer[1] if answer else None
