"""What the checks of chapter 20 share: values as Helm merges them, and the numbers of Kubernetes."""

import math
import re

import yaml

from grader.checks import fail, require


def merged(base, over):
    """Two value files as Helm puts them together: sections by key, anything else replaced, null taken away."""
    found = dict(base)
    for key, value in over.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = merged(found[key], value)
        else:
            found[key] = value
    return found


def at(data, place, default=None):
    """A value by its place, or the default where there is none."""
    for key in place.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return default if data is None else data


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def number(value):
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def pods_of(value, total):
    """A number of pods, or a percentage of them rounded up; None where it is neither."""
    if whole(value):
        return value if value >= 0 else None
    found = re.fullmatch(r"(\d+)%", value.strip()) if isinstance(value, str) else None
    return math.ceil(int(found[1]) * total / 100) if found else None


def user_yaml(values):
    """What `user.yaml` below extraConfigFiles says; fails where it is no text or no YAML."""
    files = values.get("extraConfigFiles")
    text = files.get("user.yaml") if isinstance(files, dict) else None
    require(isinstance(text, str), called="extraConfigFiles.user.yaml", returned=type(text).__name__ if text is not None else "nothing", expected="a text (after `|` or `|+`) that is YAML itself", why="The chart writes it into a file as it is.")
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        fail(called="the text of user.yaml", returned=f"an error: {str(error).splitlines()[0]}", expected="YAML")
    require(found is None or isinstance(found, dict), called="the text of user.yaml", returned=repr(found)[:120], expected="sections of settings")
    return found or {}


# -- a cluster that has accidents ------------------------------------------------------------------------------------

CALLS = ("insert", "search", "flush", "create", "index", "load")
PROCESSES = ("proxy", "rootcoord", "datacoord", "querycoord", "querynode1", "querynode2", "datanode", "indexnode")
WITHOUT = {
    "proxy": dict.fromkeys(CALLS, "error"),
    "rootcoord": {"insert": "error", "search": "error", "flush": "error", "create": "no answer", "index": "no answer", "load": "error"},
    "datacoord": {"insert": "no answer", "flush": "error", "create": "no answer", "index": "error", "load": "no answer"},
    "querycoord": {"search": "error", "load": "error"},
    "querynode": {"search": "error", "load": "error"},
    "both query nodes": {"search": "no answer", "load": "error"},
    "datanode": {"flush": "error"},
    "indexnode": {"index": "no answer"},
    "log": dict.fromkeys(CALLS, "no answer"),
    "etcd": dict.fromkeys(("flush", "create", "index", "load"), "no answer"),
    "full": dict.fromkeys(("flush", "create", "index", "load"), "error"),
}
"""What was measured (lessons/recorded/ch07_cluster_roles.json), and for a full etcd what etcd's alarm does. A call that is not named works."""
WORSE = ("works", "error", "no answer")


class Night:
    """One accident, minute by minute.

    Attributes:
        gone, hung: processes (or the log, or etcd) that do not work; recovering: minutes until a restarted one does.
        needless: restarts of what worked; early: restarts of what was recovering.
    """

    def __init__(self, gone=(), hung=(), etcd=True, full=0.3, asked=0.6):
        self.gone, self.hung, self.etcd, self.full, self.asked = set(gone), set(hung), etcd, full, asked
        self.recovering, self.compacting, self.without, self.done = {}, 0, 0, "wait"
        self.needless, self.early, self.useless = [], [], []

    def copy(self):
        other = Night(self.gone, self.hung, self.etcd, self.full, self.asked)
        other.recovering, other.compacting, other.without, other.done = dict(self.recovering), self.compacting, self.without, self.done
        return other

    def seen(self):
        away = self.gone | self.hung | set(self.recovering)
        rows = [WITHOUT["querynode" if name.startswith("querynode") else name] for name in away]
        rows += [WITHOUT["both query nodes"]] * ({"querynode1", "querynode2"} <= away) + [WITHOUT["etcd"]] * (not self.etcd) + [WITHOUT["full"]] * (self.full >= 1) + [{"search": "no answer"}] * (self.asked > 1)
        calls = {call: max((row.get(call, "works") for row in rows), key=WORSE.index, default="works") for call in CALLS}
        return {"calls": calls, "healthy": {name: name not in self.gone for name in PROCESSES}, "etcd": {"answers": self.etcd, "full": self.full}, "asked": self.asked, "done": self.done}

    @property
    def over(self):
        return not (self.gone or self.hung or self.recovering) and self.etcd and self.full < 1 and self.asked <= 1

    def do(self, action):
        """Carry out what was decided, and let a minute pass."""
        self.done, started = action, None
        if action == "restart etcd":
            if self.etcd:
                self.needless.append("etcd")
            self.etcd, started = True, "etcd"
        elif action.startswith("restart "):
            started = action.removeprefix("restart ")
            if started in self.recovering:
                self.early.append(started)
            elif started not in self.gone | self.hung:
                self.needless.append(started)
            elif not self.etcd and started != "log":
                self.useless.append(started)
        elif action == "compact etcd":
            self.compacting = 3
        elif action == "limit clients":
            self.asked = min(self.asked, 0.9)
        # The minute passes.
        self.recovering = {name: left - 1 for name, left in self.recovering.items() if left > 1}
        if started and started != "etcd":
            self.gone.discard(started)
            self.hung.discard(started)
            self.recovering[started] = 1
        if self.compacting:
            self.compacting -= 1
            if not self.compacting:
                self.full = min(self.full, 0.4)
        self.without = 0 if self.etcd else self.without + 1
        if self.without >= 1 and not self.etcd:
            self.gone |= set(PROCESSES)
            self.recovering, self.hung = {}, self.hung & {"log"}
