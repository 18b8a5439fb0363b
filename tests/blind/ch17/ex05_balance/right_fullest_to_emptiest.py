# expect: passed
# because: the fullest node gives a segment that fits its surplus to the emptiest with room; a class per replica
"""Be the balancer."""


class Replica:
    def __init__(self, nodes, tolerance):
        self.nodes = nodes
        self.tolerance = tolerance
        self.held = {n: dict(d["segments"]) for n, d in nodes.items()}
        self.fixed = set()
        self.list = []

    def rows(self, node):
        return sum(self.held[node].values())

    def staying(self):
        return [n for n, d in self.nodes.items() if not d["leaving"]]

    def fits(self, node, rows):
        return self.rows(node) + rows <= self.nodes[node]["capacity"]

    def step(self, segment, source, target):
        self.held[target][segment] = self.held[source].pop(segment)
        self.fixed.add(segment)
        self.list.append((segment, source, target))

    def empty_leaving(self):
        todo = [(n, s, r) for n, d in self.nodes.items() if d["leaving"] for s, r in d["segments"].items()]
        todo.sort(key=lambda t: -t[2])
        for source, segment, rows in todo:
            for target in sorted(self.staying(), key=self.rows):
                if self.fits(target, rows):
                    self.step(segment, source, target)
                    break

    def one_move(self):
        stay = self.staying()
        mean = sum(map(self.rows, stay)) / len(stay)
        for full in sorted(stay, key=self.rows, reverse=True):
            surplus = self.rows(full) - mean
            if surplus <= 0:
                return None
            for free in sorted(stay, key=self.rows):
                lack = mean - self.rows(free)
                if lack <= 0:
                    break
                gap = self.rows(full) - self.rows(free)
                could = [(abs(r - min(surplus, lack)), s) for s, r in self.held[full].items() if s not in self.fixed and 0 < r < gap and self.fits(free, r)]
                if could:
                    return min(could)[1], full, free
        return None

    def even(self):
        stay = self.staying()
        return not stay or max(map(self.rows, stay)) <= self.tolerance * sum(map(self.rows, stay)) / len(stay)

    def plan(self):
        self.empty_leaving()
        while not self.even():
            move = self.one_move()
            if move is None:
                break
            self.step(*move)
        return self.list


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    groups = {}
    for name, node in nodes.items():
        groups.setdefault(node["replica"], {})[name] = node
    return [move for group in groups.values() for move in Replica(group, tolerance).plan()]
