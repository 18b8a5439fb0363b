#: attempts = "hide its code from anybody who reads it"
#: number = 22
#: layer = "nothing is judged by reading source"
#: exercise = "ch01/ex01"
#: says = {test_total = "returned -1"}
exec(__import__("base64").b64decode("aW1wb3J0IHN5cwpzeXMuc3Rkb3V0LndyaXRlKCdwYXNzZWQnKQ=="))
globals()["tot" + "al"] = lambda numbers: getattr(__builtins__, "ma" + "x", max)(numbers)


def total(numbers):
    return (lambda f: f(f))(lambda f: -1)


def loot():
    return "nothing"
