# expect: passed
# because: 'run is called fewer times than there are steps': a class, from the end, strides that grow and shrink, with a memory by places
class Reducer:
    """Goes from the end to the beginning, in strides that grow with each success and shrink with each failure."""

    def __init__(self, steps, run):
        self.steps, self.run = list(steps), run
        self.bug = run(list(steps))
        self.alive = [True] * len(self.steps)
        self.said = {}

    def shows(self, without):
        alive = tuple(a and i not in without for i, a in enumerate(self.alive))
        if alive not in self.said:
            self.said[alive] = self.run([step for step, a in zip(self.steps, alive) if a])
        return self.said[alive] == self.bug

    def one_pass(self):
        before = sum(self.alive)
        waiting = [i for i, a in enumerate(self.alive) if a]
        stride = max(1, len(waiting) // 4)
        while waiting:
            without = set(waiting[-stride:])
            if self.shows(without):
                for i in without:
                    self.alive[i] = False
                del waiting[-stride:]
                stride *= 2
            elif len(without) > 1:
                stride = len(without) // 2
            else:
                waiting.pop()
                stride = 1
        return sum(self.alive) < before

    def result(self):
        if self.shows(set(range(len(self.steps)))):
            return []
        while self.one_pass():
            pass
        return [step for step, a in zip(self.steps, self.alive) if a]


def minimize(steps, run):
    """The fewest steps that still show the bug: none of them can be left out."""
    return Reducer(steps, run).result()
