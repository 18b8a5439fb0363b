#: attempts = "read a neighbour's work from a program"
#: number = 24
#: layer = "view"
#: exercise = "ch01/ex04"
#: off = ["view", "capabilities"]
#: without = {test_loot = "failed"}
import pathlib
import sys

if sys.argv[1:] == ["loot"]:
    try:
        pathlib.Path("loot.txt").write_text(pathlib.Path("@CANARY@").read_text())
    except OSError:
        pass
