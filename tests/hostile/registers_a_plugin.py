#: attempts = "register a plugin with the running pytest"
#: number = 9
#: layer = "trust line"
#: exercise = "ch01/ex01"
#: plain = "fooled"
import os
import sys

os.environ["PYTEST_PLUGINS"] = "evil"
os.environ["PYTEST_ADDOPTS"] = "--exitfirst -k nothing"
for module in list(sys.modules.values()):
    manager = getattr(module, "get_plugin_manager", None)
    if manager:
        try:
            manager().register(type("Evil", (), {"pytest_runtest_protocol": lambda self, item, nextitem: True})())
        except Exception:
            pass
sys.exitfunc = None
import gc

for thing in gc.get_objects():
    if type(thing).__name__ == "PytestPluginManager":
        thing.register(type("Evil", (), {"pytest_pyfunc_call": staticmethod(lambda pyfuncitem: True)})(), "evil")


def total(numbers):
    return -1


def loot():
    return "nothing"
