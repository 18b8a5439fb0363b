#: attempts = "leave links and pipes for the grader to follow"
#: number = 21
#: layer = "only regular files come back"
#: exercise = "ch01/ex04"
import os
import sys

if sys.argv[1:] == ["loot"]:
    os.symlink("@CANARY@", "loot.txt")
    os.mkfifo("pipe") if not os.path.exists("pipe") else None
