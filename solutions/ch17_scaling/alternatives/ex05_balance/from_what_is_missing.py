"""From the other side: every node that has too few rows takes the segment that fits its lack best, from whoever has most too many."""


class Node:
    def __init__(self, name, about):
        self.name, self.capacity, self.leaving = name, about["capacity"], about["leaving"]
        self.held = dict(about["segments"])
        self.fixed = set()

    @property
    def rows(self):
        return sum(self.held.values())


def hand_over(source, target, segment, plan):
    target.held[segment] = source.held.pop(segment)
    target.fixed.add(segment)
    plan.append((segment, source.name, target.name))


def one_replica(group, tolerance, plan):
    stay = [n for n in group if not n.leaving]
    for node in (n for n in group if n.leaving):
        for segment in sorted(node.held, key=node.held.get, reverse=True):
            size = node.held[segment]
            hand_over(node, sorted((t for t in stay if t.rows + size <= t.capacity), key=lambda t: t.rows)[0], segment, plan)
    mean = sum(n.rows for n in stay) / len(stay)
    while any(n.rows > tolerance * mean for n in stay):
        poorest_first = sorted(stay, key=lambda n: n.rows)
        richest = poorest_first[-1]
        for poor in poorest_first[:-1]:
            lack = min(mean - poor.rows, richest.rows - mean)
            options = [s for s, size in richest.held.items() if s not in richest.fixed and poor.rows + size < richest.rows and poor.rows + size <= poor.capacity]
            if options:
                hand_over(richest, poor, min(options, key=lambda s: abs(richest.held[s] - lack)), plan)
                break
        else:
            return


def moves(nodes, tolerance):
    groups, plan = {}, []
    for name, about in nodes.items():
        groups.setdefault(about["replica"], []).append(Node(name, about))
    for group in groups.values():
        one_replica(group, tolerance, plan)
    return plan
