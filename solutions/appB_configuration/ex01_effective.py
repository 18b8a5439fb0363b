"""What does this server really use?

A setting can be given in five layers, under several spellings, as a number, a text or a list. Write three functions that say what a server makes of it.

`effective(place, layers)` → a pair of the text that counts and the layer that it comes from; None if no layer says anything.

`place` is a name such as `proxy.maxFieldNum`. `layers` is a dict with these keys, any of which but `version` may be missing:

- `"version"`: `"2.3.5"` or `"3.0"`
- `"default"`: `{place: text}`, what is built into the program
- `"milvus.yaml"` and `"user.yaml"`: what a YAML reader makes of the file: a dict, with dicts within it
- `"environment"`: `{name: text}`
- `"etcd"`: `{key: text}`. A setting lies below `by-dev/config/`, as in `by-dev/config/proxy/maxFieldNum`; other keys are no settings

The rules were read off a server 2.3.5, except for the one about `user.yaml` of 3.0, which is the documentation's:

1. etcd beats the environment, the environment beats `user.yaml`, `user.yaml` beats `milvus.yaml`, and that beats the default. 2.3.5 does not read `user.yaml`.
2. In a name, capitals, dots, underscores and slashes do not count, in no layer and not in `place`: `PROXY_MAXFIELDNUM`, `proxy.max_field_num` and `proxy/maxFieldNum` are one place.
   Hyphens and blanks do count, and nothing in front of a name is left out. In one layer no place stands twice.
3. Only what is not a dict is a setting. Keys of the dicts are texts or whole numbers; the place of a setting is all keys on the way to it, with dots between them.
4. Empty is a value: an empty text beats whatever the layers below say.
5. A value becomes a text: None is `""`, True and False are `"true"` and `"false"`, a float has neither an exponent nor zeros at its end (`2.0` is `"2"`, `0.00001` is `"0.00001"`; none is infinite, and none is `-0.0`),
   a list is the texts of its items with commas between them (none of them is a list or a dict). A text stays as it is, blanks included. The environment and etcd hold texts already.

`whole(text)` → the int that a setting of whole numbers gets: digits 0 to 9 with one `+` or `-` before them or none. From any other text it gets 0, without a word. No number has more than 18 digits, zeros in front of it not counted.

`switch(text)` → True or False for a setting that is on or off: `1`, `t`, `T`, `true`, `True`, `TRUE` are on, and every other text is off.

Leave what you are given as it is.
"""

import re
from decimal import Decimal

ORDER = ("etcd", "environment", "user.yaml", "milvus.yaml", "default")


def effective(place, layers):
    """(text, layer), or None."""
    # BEGIN SOLUTION layers
    for layer in ORDER:
        if layer == "user.yaml" and layers["version"] == "2.3.5":
            continue
        for name, value in settings(layer, layers.get(layer, {})):
            if plain(name) == plain(place):
                return text_of(value), layer
    return None
    # END SOLUTION


# BEGIN SOLUTION names
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


# END SOLUTION


# BEGIN SOLUTION texts
def text_of(value):
    """A value as a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        written = f"{Decimal(repr(value)):f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return ",".join(map(text_of, value)) if isinstance(value, list) else str(value)


# END SOLUTION


def whole(text):
    """The number that a setting of whole numbers gets."""
    # BEGIN SOLUTION numbers
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else 0
    # END SOLUTION


def switch(text):
    """Whether a setting that is on or off is on."""
    # BEGIN SOLUTION switches
    return text in ("1", "t", "T", "true", "True", "TRUE")
    # END SOLUTION
