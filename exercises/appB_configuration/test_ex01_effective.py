"""Checks of appB/ex01: drawn situations, and what a server 2.3.5 was given and said."""

import numpy as np

from grader.checks import check, fail, misconception, require, same

LAYERS = ["etcd", "environment", "user.yaml", "milvus.yaml", "default"]
PLACES = ["proxy.maxFieldNum", "proxy.accessLog.enable", "common.gracefulTime", "dataCoord.segment.maxSize", "quotaAndLimits.dml.insertRate.max", "log.level", "etcd.rootPath", "queryNode.segcore.interimIndex.nprobe"]
NEIGHBORS = {"proxy.maxFieldNum": "proxy.maxFieldNumber", "common.gracefulTime": "common.gracefulTimeout", "log.level": "logs.level"}


def nested(pairs):
    """Places and values as dicts within dicts."""
    made = {}
    for place, value in pairs.items():
        at = made
        *path, last = place.split(".")
        for key in path:
            at = at.setdefault(key, {})
        at[last] = value
    return made


def layer_of(name, pairs):
    """Places and texts in the form of a layer."""
    if name.endswith(".yaml"):
        return nested(pairs)
    if name == "environment":
        return {place.upper().replace(".", "_"): text for place, text in pairs.items()} | {"PATH": "/usr/bin", "PROXY": "x"}
    if name == "etcd":
        return {"by-dev/config/" + place.replace(".", "/"): text for place, text in pairs.items()} | {"by-dev/meta/" + place.replace(".", "/"): "metadata" for place in pairs}
    return dict(pairs)


def said(submission, place, layers):
    """The answer as a tuple, or None; what was given must be as it was."""
    found, (_, after) = submission.effective.with_arguments(place, layers)
    call = f"effective({place!r}, {layers})"
    require(after == layers, called=call, returned="layers that were changed", expected="layers as they were", why="Another function reads them after you.")
    if found is None:
        return None, call
    require(isinstance(found, tuple | list) and len(found) == 2, called=call, returned=repr(found), expected="a text and a layer, or None")
    return tuple(found), call


def value_of(place, layer, rng):
    return f"{layer[0]}{int(rng.integers(100, 1000))}"


def stacked(rng, names, version="3.0"):
    """Layers that each give every place a text of their own, and what they give."""
    given = {name: {place: value_of(place, name, rng) for place in PLACES} for name in names}
    shuffled = [names[i] for i in rng.permutation(len(names))]
    return {"version": version} | {name: layer_of(name, given[name]) for name in shuffled}, given


@check(points=2)
def test_layers(submission, rng):
    """Of several layers the strongest counts, whichever of them are there"""
    for drop in range(2 ** len(LAYERS)):
        names = [name for i, name in enumerate(LAYERS) if drop >> i & 1]
        layers, given = stacked(rng, names)
        place = PLACES[int(rng.integers(len(PLACES)))]
        found, call = said(submission, place, layers)
        same(found, (given[names[0]][place], names[0]) if names else None, called=call, why="etcd, environment, user.yaml, milvus.yaml, default: the first of them that has the place.")
    layers, given = stacked(rng, ["milvus.yaml", "default"])
    layers["environment"] = layer_of("environment", {"log.level": "warn"})
    for place in PLACES:
        found, call = said(submission, place, layers)
        right = ("warn", "environment") if place == "log.level" else (given["milvus.yaml"][place], "milvus.yaml")
        same(found, right, called=call, why="A layer counts for the places that it names, and for no other.")
    for place, near in NEIGHBORS.items():
        layers = {"version": "3.0", "default": {near: "1"}, "milvus.yaml": nested({near: "2"})}
        found, call = said(submission, place, layers)
        same(found, None, called=call, why="A name that only begins like it is a different place.")


@check(points=1)
def test_user_file(submission, rng):
    """`user.yaml` counts for 3.0, and not for 2.3.5"""
    for names in (["user.yaml", "milvus.yaml", "default"], ["user.yaml"], ["environment", "user.yaml"], ["user.yaml", "default"]):
        for version in ("2.3.5", "3.0"):
            layers, given = stacked(rng, names, version)
            place = PLACES[int(rng.integers(len(PLACES)))]
            read = [name for name in names if name != "user.yaml" or version == "3.0"]
            right = (given[read[0]][place], read[0]) if read else None
            found, call = said(submission, place, layers)
            if found != right and version == "2.3.5" and found == (given["user.yaml"][place], "user.yaml"):
                misconception("user-yaml-is-always-read", called=call, returned=repr(found), expected=repr(right), evidence="the answer is what user.yaml says, and the version is 2.3.5",
                              why="Which files does this version open? A file that no one reads does nothing, and no line says so.")
            same(found, right, called=call, why="Which layers does this version read?")


@check(points=2)
def test_names(submission, rng):
    """A place is found under every spelling, and not under a name that differs"""
    for place in PLACES:
        value = str(int(rng.integers(1000)))
        spelled = [place, place.upper(), place.lower(), place.replace(".", "_"), place.upper().replace(".", "__"), place.replace(".", ""), place.replace(".", "/"), f"_{place}_"]
        for i, name in enumerate(spelled):
            asked = spelled[(i * 3 + 1) % len(spelled)]
            for layer, content in (("environment", {name: value}), ("default", {name: value}), ("etcd", {f"by-dev/config/{name}": value}), ("milvus.yaml", {name: value})):
                found, call = said(submission, asked, {"version": "2.3.5", layer: content})
                same(found, (value, layer), called=call, why="Capitals, dots, underscores and slashes do not count, in no layer and not in what is asked for.")
        section, _, last = place.partition(".")
        found, call = said(submission, place, {"version": "2.3.5", "milvus.yaml": {section.upper(): {last.replace(".", "_"): value}}})
        same(found, (value, "milvus.yaml"), called=call, why="The place of a setting is all the keys on the way to it.")
        for name in (f"MILVUS_{place.upper().replace('.', '_')}", place.replace(".", "-"), place.replace(".", " "), f"{place} ", place + "s"):
            for layer, content in (("environment", {name: value}), ("milvus.yaml", {name: value}), ("etcd", {f"by-dev/config/{name}": value})):
                found, call = said(submission, place, {"version": "2.3.5", layer: content})
                same(found, None, called=call, why="Hyphens and blanks count, and nothing in front of a name is left out.")
    for key in ("by-dev/meta/log/level", "log/level", "config/log/level", "other/config/log/level", "by-dev/configs/log/level", "x/by-dev/config/log/level", "by-dev/meta/by-dev/config/log/level"):
        found, call = said(submission, "log.level", {"version": "3.0", "etcd": {key: "debug"}, "default": {"log.level": "info"}})
        same(found, ("info", "default"), called=call, why="In etcd a setting lies below by-dev/config/.")


@check(points=2)
def test_texts(submission, rng):
    """Numbers, switches, lists and nothing become the texts that the server works with"""
    whole, half = int(rng.integers(10**6, 10**9)), int(rng.integers(1, 1000))
    floats = [float(whole), whole + 0.5, (2 * half + 1) / 8, -(2 * half + 1) / 8, 0.0, 1e-05 * half, 1.5e-07, -2.5e-06, 12345678.0, 120.0, -120.0, 1000000.0, 2.0, 0.1, 1e16, 1e21]
    pairs = [(True, "true"), (False, "false"), (whole, str(whole)), (-half, str(-half)), (0, "0"), ("  x  ", "  x  "), ("2.50", "2.50"), ("TRUE", "TRUE"), ([0, 0, 7], "0,0,7"),
             ([True, None, 2.0, "a, b", -1], "true,,2,a, b,-1"), (["one"], "one"), ([1.5e-05, 10.0], "0.000015,10")]  # fmt: skip
    for value in floats:
        pairs.append((value, written(value)))
    for value, text in pairs:
        for layer in ("milvus.yaml", "user.yaml"):
            found, call = said(submission, "common.probe.a", {"version": "3.0", layer: {"common": {"probe": {"a": value}}}})
            same(found, (text, layer), called=call, why="A YAML reader knows types, the server works with texts.")
    for text in ("True", "2.0", "010", " 5 ", "[1, 2]", "None"):
        for layer, content in (("environment", {"COMMON_PROBE_A": text}), ("etcd", {"by-dev/config/common/probe/a": text}), ("default", {"common.probe.a": text})):
            found, call = said(submission, "common.probe.a", {"version": "3.0", layer: content})
            same(found, (text, layer), called=call, why="What is a text already stays as it is.")


def written(value):
    """A float as its digits, without an exponent and without zeros at its end."""
    return np.format_float_positional(value, trim="-")


@check(points=1)
def test_empty(submission, rng):
    """An empty value beats what the layers below say"""
    for layer, empty in (("environment", {"LOG_LEVEL": ""}), ("etcd", {"by-dev/config/log/level": ""}), ("milvus.yaml", {"log": {"level": None}}), ("milvus.yaml", {"log": {"level": ""}}), ("user.yaml", {"log": {"level": []}})):
        below, given = stacked(rng, LAYERS[LAYERS.index(layer) + 1 :])
        layers = below | {layer: empty}
        found, call = said(submission, "log.level", layers)
        fallen = [(given[name]["log.level"], name) for name in given]
        if found in fallen:
            misconception("empty-means-default", called=call, returned=repr(found), expected=repr(("", layer)), evidence="the answer is what a layer below the empty one says",
                          why="Is a setting that is there and empty the same as one that is not there? Ask the server of the lesson.")
        same(found, ("", layer), called=call, why="Empty is a value.")
    for value in (None, "", [], [""], [None]):
        found, call = said(submission, "log.level", {"version": "2.3.5", "milvus.yaml": {"log": {"level": value}}})
        same(found, ("", "milvus.yaml"), called=call, why="Empty is a value, also where no other layer says anything.")


@check(points=1)
def test_sections(submission, rng):
    """A section is no setting, and what stands below it keeps its value"""
    n = int(rng.integers(100))
    content = {"common": {"probe": {"a": {"b": {"c": n}}, "none": {}, 7: {"x": True}}}, "flat": 3}
    for place, right in (("common.probe.a.b.c", str(n)), ("common.probe.a.b", None), ("common.probe", None), ("common.probe.none", None), ("common.probe.7.x", "true"), ("flat", "3"), ("", None), ("c", None)):
        found, call = said(submission, place, {"version": "2.3.5", "milvus.yaml": content})
        same(found, None if right is None else (right, "milvus.yaml"), called=call, why="Only what is not a dict is a setting.")
    both = {"version": "2.3.5", "milvus.yaml": content, "environment": {"COMMON_PROBE": "whole"}}
    found, call = said(submission, "common.probe.a.b.c", both)
    same(found, (str(n), "milvus.yaml"), called=call, why="A variable with the name of a section says nothing about what is in it.")
    found, call = said(submission, "common.probe", both)
    same(found, ("whole", "environment"), called=call, why="The server keeps such a variable as a setting of its own.")
    both["milvus.yaml"] = {"common": {"probe": {}}}
    found, call = said(submission, "common.probe.a", both | {"default": {"common.probe.a": "0"}})
    same(found, ("0", "default"), called=call, why="An empty section sets nothing.")


@check(points=2)
def test_a_real_server(submission, support):
    """What a server 2.3.5 was given is worked out as it worked it out"""
    layers = {"version": "2.3.5", "milvus.yaml": support.FILE, "environment": support.ENVIRONMENT, "user.yaml": {}}
    for name, text in support.SAID.items():
        found, _ = said(submission, f"common.probe.{name}", layers)
        right = None if text is None else (text, "milvus.yaml" if name in support.FROM_FILE else "environment")
        told = {"called": f"effective('common.probe.{name}', what the recorded server was given)", "returned": repr(found), "expected": repr(right)}
        if name == "six" and found == ("file", "milvus.yaml"):
            misconception("empty-means-default", **told, evidence="COMMON_PROBE_SIX is set and empty, and the answer is what the file says", why="This is what the server answered.")
        if found != right:
            fail(**told, why="This is what the server answered.")


@check(points=1)
def test_whole(submission, rng, support):
    """Texts for whole numbers are read as the server reads them"""
    n = int(rng.integers(1, 10**17))
    texts = support.NUMBERS | {str(n): n, f"-{n}": -n, f"+{n}": n, f"000{n}": n, "0": 0, "-0": 0, "": 0, "+": 0, "-": 0, "+-5": 0, "--5": 0, "- 5": 0, "5-": 0, f"{n}.0": 0, "1e3": 0, "1,000": 0, "½": 0, "6\n": 0, "six": 0, "0b1": 0}
    loose = {" 12": 12, "12 ": 12, "1_0": 10, "\t7\n": 7, "٣": 3, "６": 6, "6\n": 6}
    texts |= dict.fromkeys(loose, 0)
    for text, right in texts.items():
        found = submission.whole(text)
        if found != right and text in loose and found == loose[text]:
            misconception("pythons-numbers", called=f"whole({text!r})", returned=repr(found), expected=repr(right), evidence="the answer is what int() of Python makes of it",
                          why="Which characters does the statement allow? Python is more patient than the server.")
        same(found, right, called=f"whole({text!r})", why="Digits 0 to 9 with one sign or none; from anything else the server gets 0.")
        require(isinstance(found, int) and not isinstance(found, bool), called=f"whole({text!r})", returned=repr(found), expected=repr(right))


@check(points=1)
def test_switch(submission):
    """Six texts switch a setting on, and no other does"""
    friendly = ("yes", "Yes", "on", "ON", "y", " true", "tRUE", "true ")
    for text in ("1", "t", "T", "true", "True", "TRUE", "0", "f", "F", "false", "False", "FALSE", "", "2", "-1", "enabled", "off", "no", "11", "tt", *friendly):
        found, right = submission.switch(text), text in ("1", "t", "T", "true", "True", "TRUE")
        if text in friendly and found is True:
            misconception("yes-is-on", called=f"switch({text!r})", returned="True", expected="False", evidence="a text that a person takes for on counts as on",
                          why="The server has a list of six texts. What happens to a setting whose text is not among them?")
        same(found, right, called=f"switch({text!r})", why="1, t, T, true, True and TRUE are on; anything else is off.")
