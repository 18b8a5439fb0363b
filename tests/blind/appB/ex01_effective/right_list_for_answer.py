# expect: passed
# because: strongest last, a dict of all; the pair is a list
from decimal import Decimal


def effective(place, layers):
    answer = None
    for layer in ("default", "milvus.yaml", "user.yaml", "environment", "etcd"):
        if layer not in layers or (layer, layers["version"]) == ("user.yaml", "2.3.5"):
            continue
        flat = flatten(layers[layer])
        for name in flat:
            if layer == "etcd" and not name.startswith("by-dev/config/"):
                continue
            rest = name[14:] if layer == "etcd" else name
            if key(rest) == key(place):
                answer = [text(flat[name]), layer]
    return answer


def flatten(data):
    flat = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat.update({f"{name}.{below}": deep for below, deep in flatten(value).items()})
        else:
            flat[str(name)] = value
    return flat


def key(name):
    return name.lower().replace(".", "").replace("_", "").replace("/", "")


def text(value):
    if value is None:
        return ""
    if type(value) is bool:
        return ("false", "true")[value]
    if type(value) is list:
        return ",".join([text(one) for one in value])
    if type(value) is float:
        if value.is_integer():
            return str(Decimal(repr(value)).quantize(1)) if abs(value) < 1e15 else str(int(Decimal(repr(value))))
        return format(Decimal(repr(value)), "f").rstrip("0")
    return str(value)


def whole(text):
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text[1:] if text.startswith("+") else text)
    return sign * int(digits) if digits.isascii() and digits.isdigit() else 0


def switch(text):
    return {"1": True, "t": True, "T": True, "true": True, "True": True, "TRUE": True}.get(text, False)
