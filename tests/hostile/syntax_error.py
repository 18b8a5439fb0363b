#: attempts = "break the parser"
#: number = 22
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: says = {test_total = "SyntaxError"}
def total(numbers):
    return sum(numbers


def loot():
    return "nothing"
