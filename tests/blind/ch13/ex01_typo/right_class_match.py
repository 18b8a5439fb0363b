# expect: passed
# because: a class that checks a row, with match statements, and all complaints in one message
import difflib
import math


class Agreement:
    FREE = frozenset({"id", "vector"})

    def __init__(self, agreed):
        self.agreed = dict(agreed)

    def holds(self, value, kind):
        head, _, item = kind.partition("list of ")
        if item:
            if not isinstance(value, list):
                return False
            for one in value:
                if not self.holds(one, item):
                    return False
            return True
        match value:
            case bool():
                return head == "bool"
            case int():
                return head in {"int", "float"}
            case float():
                return head == "float" and not (math.isnan(value) or math.isinf(value))
            case str():
                return head == "text"
        return False

    def check(self, position, row):
        for key in row:
            if key in self.FREE or key.startswith("x_"):
                continue
            kind = self.agreed.get(key)
            if kind is None:
                message = f"Row number {position} has the unknown key {key}."
                if matches := difflib.get_close_matches(key, self.agreed):
                    message += f" Is it {matches[0]}?"
                raise ValueError(message)
            if not self.holds(row[key], kind):
                raise ValueError(f"Row number {position}: {key} is no {kind}.")


def store(client, name, rows, agreed):
    agreement = Agreement(agreed)
    rows = list(rows)
    [agreement.check(position, row) for position, row in enumerate(rows)]
    if not rows:
        return 0
    client.insert(name, rows)
    return len(rows)
