#: attempts = "never end, and leave a child that does not either"
#: number = 20
#: layer = "CPU limit and group"
#: exercise = "ch01/ex04"
#: tripwire = "processes"
#: says = {test_count = "CPU time|still running"}
#: checks = {test_loot = "failed"}
#: slow = true
import subprocess
import sys

subprocess.Popen([sys.executable, "-c", "while True: pass"])
while True:
    pass
