"""The page that has gone stale.

Documentation drifts: the client moves on, the page stays. `stale(page, api)` reads one page and says where.

`page` is Markdown, one text. Code stands between a line that begins with three backticks and a language, and a line of three backticks alone; both may be indented, and the code between them is then indented at least as far. Only blocks of the language `python` or `py` are read, in capitals or not. Prose, other languages and comments are not code.
`api` says what the client has: `api["names"]` is a set of the names that `pymilvus` exports, and `api["methods"]` maps each method of `MilvusClient` to a set of the keywords that it takes.

It returns a list of `(line, what)`, sorted by line, then by what, one entry for each place. Lines are those of the page, the first is 1. Reported are, of three kinds:

| in the code | `what` |
|:---|:---|
| `from pymilvus import X`, or `pymilvus.X` after `import pymilvus`, where `X` is not exported; the line is that of the name `X` itself in an import, and that on which the expression `pymilvus.X` begins | `"X"` |
| a call `c.method(…)` of a method that the client does not have; the line is that on which the call begins | `"method"` |
| a keyword that the method does not take; the line is that of the keyword | `"method(keyword=)"` |

`c` is a variable that was last assigned a `MilvusClient(…)`, in this block or in an earlier one of the page: blocks continue each other. Its name does not matter, and a variable named `client` may well be something else. Variables are assigned by `=` here, and functions are neither defined nor given a client. `MilvusClient` counts as it was imported: `from pymilvus import MilvusClient`, also with `as`, or `pymilvus.MilvusClient`.
Methods of anything else, submodules (`from pymilvus.model import …`) and `**arguments` are not judged. `import pymilvus as p` counts like `import pymilvus`.

A `python` block that cannot be parsed is a finding too: `(line of its opening backticks, "unreadable")`, and nothing else is said about it. A page without findings gives `[]`.
"""

import ast
import re
import textwrap
from grader.learner import NotStarted


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
    raise NotStarted("blocks")


def stale(page, api):
    """Where the page says what the client does not have."""
    raise NotStarted("stale")
