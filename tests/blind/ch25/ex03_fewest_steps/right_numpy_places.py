# expect: passed
# because: with an array of flags
import numpy as np


def minimize(steps, run):
    keep = np.ones(len(steps), bool)
    play = lambda flags: run([step for step, flag in zip(steps, flags) if flag])
    bug = play(keep)
    if play(~keep) == bug:
        return []
    size = len(steps)
    while True:
        before = keep.sum()
        for places in [np.flatnonzero(keep)[n : n + size] for n in range(0, keep.sum(), size)]:
            fewer = keep.copy()
            fewer[places] = False
            if fewer.any() and play(fewer) == bug:
                keep = fewer
        if size > 1:
            size = -(-size // 2)
        elif keep.sum() == before:
            return [steps[n] for n in np.flatnonzero(keep)]
