#: attempts = "rewrite the result afterwards from a daemon"
#: number = 5
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view"]
#: tripwire = "rewritten"
#: without = {}
import os
import pathlib
import time

ready, arrived = os.pipe()
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
            try:
                os.write(arrived, b".")
            except OSError:
                pass
            time.sleep(0.05)
        os._exit(0)
    os._exit(0)
os.close(arrived)
os.read(ready, 1)  # the daemon has tried once: otherwise the grading could be over before it is scheduled


def loot():
    return "nothing"


def total(numbers):
    return -1
