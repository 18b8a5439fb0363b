#: attempts = "fill the disk"
#: number = 20
#: layer = "disk"
#: exercise = "ch01/ex01"
#: off = ["disk", "limits"]
#: without = {test_loot = "failed"}
import pathlib


def loot():
    written = 0
    try:
        for number in range(5):
            with pathlib.Path(f"fill{number}").open("wb") as file:
                for _ in range(20):
                    written += file.write(bytes(1 << 20))
    except OSError:
        pass
    return f"{written >> 20} MiB" if written > 80 << 20 else "nothing"


def total(numbers):
    return -1
