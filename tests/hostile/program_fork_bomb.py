#: attempts = "start processes without end from a program"
#: number = 20
#: layer = "limits"
#: exercise = "ch01/ex04"
#: off = ["limits"]
#: without = {test_loot = "failed"}
import os
import sys
import time

made = 0
try:
    for _ in range(240):
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        made += 1
except OSError:
    pass
if sys.argv[1:] == ["loot"] and made >= 200:
    open("loot.txt", "w").write(f"{made} processes")
