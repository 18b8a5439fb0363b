"""All layers are laid over each other, from the weakest to the strongest, in one table of compared names."""

STRENGTH = ["default", "milvus.yaml", "user.yaml", "environment", "etcd"]
BELOW = "by-dev/config/"


def effective(place, layers):
    read = [layer for layer in STRENGTH if not (layer == "user.yaml" and layers["version"] == "2.3.5")]
    table = {}
    for layer in read:
        rows = layers.get(layer) or {}
        if layer == "etcd":
            rows = {key[len(BELOW) :]: text for key, text in rows.items() if key.startswith(BELOW)}
        stack = [((), rows)]
        while stack:
            path, at = stack.pop()
            for key in at:
                if isinstance(at[key], dict):
                    stack.append(((*path, str(key)), at[key]))
                else:
                    table[compared("".join((*path, str(key))))] = (spelled(at[key]), layer)
    return table.get(compared(place))


def compared(name):
    return name.lower().translate(str.maketrans("", "", "._/"))


def spelled(value):
    match value:
        case None:
            return ""
        case True:
            return "true"
        case False:
            return "false"
        case float():
            digits = format(value, ".400f").rstrip("0") if value == int(value) else plainly(repr(value))
            return digits.rstrip(".")
        case list():
            return ",".join(spelled(one) for one in value)
    return str(value)


def plainly(written):
    """A float's own digits, without an exponent."""
    digits, _, exponent = written.partition("e")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    before, _, after = digits.partition(".")
    shift = int(exponent or 0)
    if shift < 0:
        before = before.rjust(-shift + 1, "0")
        before, after = before[:shift], before[shift:] + after
    return sign + (before + "." + after).rstrip("0")


def whole(text):
    digits = text[1:] if text[:1] in ("+", "-") else text
    good = digits != "" and all(letter in "0123456789" for letter in digits)
    return int(text) if good else 0


def switch(text):
    return text in {"1", "t", "T"} or text in {"true", "True", "TRUE"}
