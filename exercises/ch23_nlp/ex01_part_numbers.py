'''Part numbers that dense vectors miss.

A shop sells parts. Each row is a dict with `id` (a whole number), `number` (its part number, spelled like `"KX-2071-B"`), `text` (what it is, in words)
and `vector` (32 floats, made from the text by a model that has never seen a part number). No two parts have the same number.

A part number is two letters, four digits and one letter. Customers and authors write it as they like: `KX-2071-B`, `kx 2071 b`, `KX/2071/B` and
`kx2071B` are the same number. `number_in(text)`, which is given, finds the numbers in a text and returns them in one spelling. A row's `text` may
mention the numbers of other parts ("replaces kx-2071-a").

Write `store(client, name, rows)`: create the collection `name`, whose schema is yours to choose, and put the rows in it. There are up to 3,000.

Write `find(client, name, text, vector, k)`: the ids for what a customer typed and its vector, at most `k` of them (1 to 50), none twice. There are several
shops, each with a collection of its own, and `find` may run in a different process.

1. If the text holds a part number: the part with this number, if there is one.
2. Then the parts whose `text` mentions this number, the nearest vector (COSINE) first.
3. Then all others, the nearest vector first.

A customer types no more than one number. A text without a number gives the nearest vectors. Do not read the whole collection for one query.
'''

import re

from pymilvus import DataType
from grader.learner import NotStarted

NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def store(client, name, rows):
    """Create the collection and fill it."""
    raise NotStarted("store")


def find(client, name, text, vector, k):
    """The ids for what a customer typed, best first."""
    raise NotStarted("find")
