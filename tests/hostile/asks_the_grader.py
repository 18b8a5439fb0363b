#: attempts = "use the grader as an oracle by many different answers"
#: number = 23
#: layer = "verdicts are final for one content"
#: exercise = "ch01/ex01"
#: says = {test_total = "AssertionError"}
asked = 0


def total(numbers):
    global asked
    asked += 1
    raise AssertionError(f"try {asked}: is it {asked}?")


def loot():
    return "nothing"
