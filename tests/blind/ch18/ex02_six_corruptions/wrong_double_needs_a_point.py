# expect: failed|partial
# because: 'DOUBLE a finite number, whole or not': a whole number is refused
import hashlib
import json
import math
from collections import Counter


def read(data):
    """What a JSON text says, or None if it says nothing."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def is_number(x):
    return type(x) in (int, float) and abs(x) < 1.8e308


TYPES = {
    "INT64": lambda x: type(x) is int and -9223372036854775808 <= x <= 9223372036854775807,
    "DOUBLE": lambda x: type(x) is float and abs(x) < 1.8e308,
    "VARCHAR": lambda x: type(x) is str,
    "BOOL": lambda x: type(x) is bool,
}


class Verifier:
    def __init__(self, files, manifest):
        self.files, self.manifest, self.words = files, manifest, set()
        self.rows, self.unread = 0, 0
        self.ids = Counter()

    def names(self):
        listed = [p["name"] for p in self.manifest["parts"]]
        for name in listed:
            if name not in self.files:
                self.words.add("missing")
                self.unread += 1
        for name in self.files:
            if name != "manifest.json" and name not in listed:
                self.words.add("stray")

    def part(self, part):
        data = self.files[part["name"]]
        if part["bytes"] != len(data) or part["sha256"] != hashlib.sha256(data).hexdigest():
            self.words.add("damaged")
            self.unread += 1
            return
        for line in data.removesuffix(b"\n").split(b"\n") if data else []:
            self.row(read(line))

    def row(self, row):
        self.rows += 1
        fields = self.manifest["fields"]
        if type(row) is not dict:
            self.words.add("shape")
            return
        if type(row.get("id")) is int:
            self.ids[row["id"]] += 1
        if set(row) != set(fields):
            self.words.add("shape")
        for name, kind in fields.items():
            if name in row and not self.value(kind, row[name]):
                self.words.add("shape")

    def value(self, kind, value):
        if kind in TYPES:
            return TYPES[kind](value)
        return type(value) is list and len(value) == kind and all(map(is_number, value))

    def run(self):
        self.names()
        for part in self.manifest["parts"]:
            if part["name"] in self.files:
                self.part(part)
        if self.unread == 0 and self.rows != self.manifest["rows"]:
            self.words.add("count")
        if any(n > 1 for n in self.ids.values()):
            self.words.add("twice")
        return self.words


def problems(files):
    manifest = read(files.get("manifest.json", b""))
    if type(manifest) is not dict or manifest.get("complete") is not True:
        return {"unfinished"}
    return Verifier(files, manifest).run()
