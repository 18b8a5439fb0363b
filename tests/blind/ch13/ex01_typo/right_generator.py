# expect: passed
# because: a generator of complaints, of which the first one is raised; exact types instead of isinstance
import difflib
import math

IS = {
    "text": lambda v: type(v) is str,
    "int": lambda v: type(v) is int,
    "float": lambda v: type(v) is int or (type(v) is float and math.isfinite(v)),
    "bool": lambda v: v is True or v is False,
}


def is_a(kind, value):
    while kind.startswith("list of "):
        kind = kind[len("list of ") :]
        return type(value) is list and not any(not is_a(kind, item) for item in value)
    return IS[kind](value)


def complaints(rows, agreed):
    for n in range(len(rows)):
        own = {k: v for k, v in rows[n].items() if k != "id" and k != "vector" and k[:2] != "x_"}
        for key in own.keys() - agreed.keys():
            near = difflib.get_close_matches(key, agreed)
            yield f"{n}: {key}" + "".join(f" (perhaps {word})" for word in near[:1])
        for key in own.keys() & agreed.keys():
            if not is_a(agreed[key], own[key]):
                yield f"{n}: {key} is not of the type {agreed[key]}"


def store(client, name, rows, agreed):
    for complaint in complaints(rows, agreed):
        raise ValueError(complaint)
    if len(rows) > 0:
        client.insert(collection_name=name, data=rows)
    return len(rows)
