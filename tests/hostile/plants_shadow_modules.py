#: attempts = "plant modules and a .pth where the grader would import them"
#: number = 16
#: layer = "view"
#: exercise = "ch01/ex01"
#: off = ["view", "capabilities"]
#: tripwire = "planted"
#: without = {}
import pathlib
import site
import sys

CODE = "import pathlib; pathlib.Path('@LOOTBOX@').write_text('executed')"
places = [pathlib.Path.cwd(), pathlib.Path(__file__).parent, pathlib.Path("@TREE@"), *map(pathlib.Path, site.getsitepackages())]
for place in places:
    for name, text in (("json.py", CODE), ("pymilvus.py", CODE), ("sitecustomize.py", CODE), ("evil_hostile.pth", CODE)):
        if place == pathlib.Path("@TREE@") or "site-packages" in str(place):
            name = f"hostile_{name}"
        try:
            (place / name).write_text(text)
        except OSError:
            pass


def total(numbers):
    return -1


def loot():
    return "nothing"
