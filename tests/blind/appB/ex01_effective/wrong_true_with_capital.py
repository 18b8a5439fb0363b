# expect: failed|partial
# because: True stays True
import re
from decimal import Decimal

ORDER = ("etcd", "environment", "user.yaml", "milvus.yaml", "default")


def effective(place, layers):
    """(text, layer), or None."""
    for layer in ORDER:
        if layer == "user.yaml" and layers["version"] == "2.3.5":
            continue
        for name, value in settings(layer, layers.get(layer, {})):
            if plain(name) == plain(place):
                return text_of(value), layer
    return None


def plain(name):
    """A name as Milvus compares it."""
    return re.sub(r"[._/]", "", name).lower()


def settings(layer, content):
    """Pairs of a name and a value."""
    if layer == "etcd":
        return [(key.removeprefix("by-dev/config/"), text) for key, text in content.items() if key.startswith("by-dev/config/")]
    return leaves(content, "")


def leaves(content, before):
    """What is not a dict, with the keys on the way to it."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value




def text_of(value):
    """A value as a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        written = f"{Decimal(repr(value)):f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return ",".join(map(text_of, value)) if isinstance(value, list) else str(value)




def whole(text):
    """The number that a setting of whole numbers gets."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else 0


def switch(text):
    """Whether a setting that is on or off is on."""
    return text in ("1", "t", "T", "true", "True", "TRUE")
