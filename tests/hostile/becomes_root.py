#: attempts = "become root"
#: number = 26
#: layer = "capabilities"
#: exercise = "ch01/ex01"
#: off = ["capabilities", "view"]
#: without = {test_loot = "failed"}
#: root_only = true
import os


def loot():
    try:
        os.setuid(0)
        os.chown("/usr", 0, 0)
    except OSError:
        return "nothing"
    return f"uid {os.getuid()}"


def total(numbers):
    return -1
