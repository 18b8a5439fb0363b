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
