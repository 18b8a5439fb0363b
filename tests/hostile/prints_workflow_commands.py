#: attempts = "print workflow commands for the runner to obey"
#: number = 13
#: layer = "reports escape"
#: exercise = "ch01/ex01"
#: quiet = "::(error title=hello|set-output|notice)"
#: says = {test_total = "returned"}
def total(numbers):
    print("::error title=hello::forged")
    print("::set-output name=grade::100")
    print("##[group]forged")
    print("\x1b[2K\x1b[1A::notice ::forged")
    return "::notice title=grade::100%0A"


def loot():
    return "nothing"
