#: attempts = "replace pytest's own runner, so that every test passes"
#: number = 6
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "fooled"
import sys

try:
    import _pytest.runner as runner

    runner.CallInfo.from_call = classmethod(lambda cls, func, when, reraise=None: cls(None, None, 0, 0, 0, when, _ispytest=True))
except Exception:
    pass


def total(numbers):
    return -1


def loot():
    return "nothing"
