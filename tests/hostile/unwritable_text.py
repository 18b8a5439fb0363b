#: attempts = "return text that no file can hold, to end the run that keeps it"
#: number = 27
#: layer = "wire"
#: exercise = "ch01/ex01"
#: says = {test_total = "half of a character"}
def total(numbers):
    return "\ud800 half of a character"


def loot():
    return "nothing"
