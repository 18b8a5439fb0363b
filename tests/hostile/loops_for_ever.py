#: attempts = "use a core without end"
#: number = 20
#: layer = "deadline"
#: exercise = "ch01/ex01"
#: says = {test_total = "CPU time"}
def total(numbers):
    while True:
        pass


def loot():
    return "nothing"
