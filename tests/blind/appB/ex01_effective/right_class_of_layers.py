# expect: passed
# because: a class for a layer, and a generator of answers
import re

SETTINGS = re.compile(r"by-dev/config/(.*)", re.DOTALL)


class Layer:
    def __init__(self, name, content):
        self.name, self.table = name, {}
        self.take((), content)

    def take(self, path, value):
        if not isinstance(value, dict):
            self.table[same_form("".join(path))] = as_text(value)
            return
        for key, inner in value.items():
            if self.name != "etcd":
                self.take((*path, str(key)), inner)
            elif found := SETTINGS.fullmatch(key):
                self.take((found[1],), inner)


def same_form(name):
    return "".join(sign for sign in name.casefold() if sign not in {".", "_", "/"})


def as_text(value):
    if isinstance(value, list):
        return ",".join(as_text(one) for one in value)
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, float):
        import numpy as np

        return np.format_float_positional(value, trim="-")
    return str(value)


def effective(place, layers):
    names = ["etcd", "environment"] + (["user.yaml"] if layers["version"] == "3.0" else []) + ["milvus.yaml", "default"]
    answers = ((table[same_form(place)], name) for name in names if same_form(place) in (table := Layer(name, layers.get(name, {})).table))
    return next(answers, None)


def whole(text):
    return int(text) if re.compile("[-+]?[0-9]+").fullmatch(text) else 0


def switch(text):
    return text in "1 t T true True TRUE".split() and " " not in text
