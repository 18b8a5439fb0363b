#: attempts = "read secrets from its own and others' environment"
#: number = 19
#: layer = "environment"
#: exercise = "ch01/ex01"
#: off = ["environment"]
#: without = {test_loot = "failed"}
import os
import pathlib


def loot():
    seen = repr(dict(os.environ))
    for pid in ["self", *[p.name for p in pathlib.Path("/proc").iterdir() if p.name.isdigit()]]:
        try:
            seen += pathlib.Path(f"/proc/{pid}/environ").read_text(errors="replace")
        except OSError:
            pass
    return "secret" if "@SECRET@" in seen else "nothing"


def total(numbers):
    return -1
