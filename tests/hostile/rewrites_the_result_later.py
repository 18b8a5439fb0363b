#: attempts = "rewrite the result afterwards from a daemon"
#: number = 5
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view"]
#: tripwire = "rewritten"
#: without = {}
import json
import os
import pathlib
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        end = time.time() + 20
        while time.time() < end:
            for path in [*pathlib.Path("/tmp").glob("gr-*"), pathlib.Path("@CANARY@").parent]:
                try:
                    (path / "rewritten").write_text("passed")
                except OSError:
                    pass
            time.sleep(0.05)
        os._exit(0)
    os._exit(0)


def loot():
    return "nothing"


def total(numbers):
    return -1
