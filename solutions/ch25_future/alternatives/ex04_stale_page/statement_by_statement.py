"""Statement by statement with ast.walk, and blocks found with one regular expression."""

import ast
import re
import textwrap

BLOCK = re.compile(r"^[ \t]*```[ \t]*(\w*)[^`\n]*\n(.*?)^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)


def name_of(node):
    return node.id if isinstance(node, ast.Name) else None


def statements(body):
    """Simple statements and the heads of compound ones, in the order in which they stand."""
    for node in body:
        parts = [part for field in ("body", "orelse", "finalbody") for part in getattr(node, field, []) if isinstance(part, ast.stmt)]
        inner = {id(n) for part in parts for n in ast.walk(part)}
        yield node, [n for n in ast.walk(node) if id(n) not in inner]
        yield from statements(parts)


def stale(page, api):
    page = page.replace("\r\n", "\n")
    kinds, result = {}, []  # variable -> "module", "maker" or "client"
    for match in BLOCK.finditer(page):
        if match[1].lower() not in {"python", "py"}:
            continue
        first = page.count("\n", 0, match.start()) + 1
        try:
            tree = ast.parse(textwrap.dedent(match[2]))
        except SyntaxError:
            result.append((first, "unreadable"))
            continue
        for statement, nodes in statements(tree.body):
            for node in nodes:
                if isinstance(node, ast.Attribute) and kinds.get(name_of(node.value)) == "module" and node.attr not in api["names"]:
                    result.append((first + node.lineno, node.attr))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and kinds.get(name_of(node.func.value)) == "client":
                    takes = api["methods"].get(node.func.attr)
                    if takes is None:
                        result.append((first + node.lineno, node.func.attr))
                        continue
                    result += [(first + k.lineno, f"{node.func.attr}({k.arg}=)") for k in node.keywords if k.arg is not None and k.arg not in takes]
            if isinstance(statement, ast.Import):
                kinds.update({a.asname or a.name: "module" for a in statement.names if a.name == "pymilvus"})
            elif isinstance(statement, ast.ImportFrom) and statement.module == "pymilvus" and statement.level == 0:
                result += [(first + a.lineno, a.name) for a in statement.names if a.name not in api["names"]]
                kinds.update({a.asname or a.name: "maker" for a in statement.names if a.name == "MilvusClient"})
            elif isinstance(statement, ast.Assign):
                value = statement.value
                maker = isinstance(value, ast.Call) and (kinds.get(name_of(value.func)) == "maker" or (isinstance(value.func, ast.Attribute) and value.func.attr == "MilvusClient" and kinds.get(name_of(value.func.value)) == "module"))
                for target in statement.targets:
                    if name_of(target):
                        kinds[target.id] = "client" if maker else "other"
    return sorted(result)
