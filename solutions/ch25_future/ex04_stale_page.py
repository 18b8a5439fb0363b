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


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
    # BEGIN SOLUTION blocks
    opened, lines = None, []
    for number, line in enumerate(page.splitlines(), 1):
        fence = re.fullmatch(r"\s*```\s*([\w+-]*)[^`]*", line)
        if opened is None:
            if fence:
                opened, lines = (number, fence[1].lower()), []
        elif re.fullmatch(r"\s*```\s*", line):
            if opened[1] in ("python", "py"):
                yield opened[0], textwrap.dedent("\n".join(lines))
            opened = None
        else:
            lines.append(line)
    # END SOLUTION


def stale(page, api):
    """Where the page says what the client does not have."""
    # BEGIN SOLUTION stale
    found, modules, makers, clients = [], set(), set(), set()

    class Reader(ast.NodeVisitor):
        def __init__(self, first):
            self.first = first

        def say(self, node, what):
            found.append((self.first + node.lineno, what))

        def visit_Import(self, node):
            modules.update(name.asname or name.name for name in node.names if name.name == "pymilvus")

        def visit_ImportFrom(self, node):
            for name in node.names if node.module == "pymilvus" and not node.level else ():
                if name.name == "MilvusClient":
                    makers.add(name.asname or name.name)
                if name.name not in api["names"]:
                    self.say(name, name.name)

        def visit_Assign(self, node):
            self.visit(node.value)
            made = node.value.func if isinstance(node.value, ast.Call) else None
            whole = isinstance(made, ast.Attribute) and made.attr == "MilvusClient" and isinstance(made.value, ast.Name) and made.value.id in modules
            mine = whole or (isinstance(made, ast.Name) and made.id in makers)
            for target in node.targets:
                self.visit(target)
                if isinstance(target, ast.Name):
                    (clients.add if mine else clients.discard)(target.id)

        def visit_Attribute(self, node):
            if isinstance(node.value, ast.Name) and node.value.id in modules and node.attr not in api["names"]:
                self.say(node, node.attr)
            self.generic_visit(node)

        def visit_Call(self, node):
            method = node.func
            if isinstance(method, ast.Attribute) and isinstance(method.value, ast.Name) and method.value.id in clients:
                if method.attr not in api["methods"]:
                    self.say(node, method.attr)
                else:
                    for keyword in node.keywords:
                        if keyword.arg and keyword.arg not in api["methods"][method.attr]:
                            self.say(keyword, f"{method.attr}({keyword.arg}=)")
            self.generic_visit(node)

    for line, code in blocks(page):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            found.append((line, "unreadable"))
            continue
        Reader(line).visit(tree)
    return sorted(found)
    # END SOLUTION
