# expect: failed|partial
# because: 'sorted by line, then by what': in the order in which the tree was walked, sorted by what first
import ast
import re
import textwrap

FENCE = re.compile(r"^[ \t]*```[ \t]*(?P<language>[^\s`]+)[^\n`]*\n(?P<code>.*?)^[ \t]*```[ \t]*\r?$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
    for match in FENCE.finditer(page):
        if match["language"].lower() in {"python", "py"}:
            yield page.count("\n", 0, match.start()) + 1, textwrap.dedent(match["code"])


def events(node):
    """What happens in a piece of code, in the order in which it happens: ("do", node) and ("set", name, value)."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from events(value)
            for target in targets:
                if isinstance(target, ast.Name):
                    yield "set", target.id, value
                else:
                    yield from events(target)
        case ast.AnnAssign(target=ast.Name(id=name), value=value) | ast.NamedExpr(target=ast.Name(id=name), value=value):
            if value is not None:
                yield from events(value)
                yield "set", name, value
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield "set", name, None
        case ast.For(target=target, iter=items, body=body, orelse=orelse):
            for part in [items, target, *body, *orelse]:
                yield from events(part)
        case ast.Import() | ast.ImportFrom():
            yield "do", node, None
        case ast.Attribute() | ast.Call():
            yield "do", node, None
            for part in ast.iter_child_nodes(node):
                yield from events(part)
        case _:
            for part in ast.iter_child_nodes(node):
                yield from events(part)


def stale(page, api):
    """Where the page says what the client does not have."""
    found, modules, classes, clients = [], set(), set(), set()

    def forget(name):
        for names in (modules, classes, clients):
            names.discard(name)

    def is_class(node):
        match node:
            case ast.Name(id=name):
                return name in classes
            case ast.Attribute(value=ast.Name(id=name), attr="MilvusClient"):
                return name in modules
        return False

    for first, code in blocks(page):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            found.append((first, "unreadable"))
            continue
        for kind, node, value in events(tree):
            if kind == "set":
                made = isinstance(value, ast.Call) and is_class(value.func)
                forget(node)
                if made:
                    clients.add(node)
                continue
            match node:
                case ast.Import(names=names):
                    for alias in names:
                        if alias.name == "pymilvus":
                            forget(alias.asname or "pymilvus")
                            modules.add(alias.asname or "pymilvus")
                        elif alias.asname or not alias.name.startswith("pymilvus."):
                            forget(alias.asname or alias.name.partition(".")[0])
                case ast.ImportFrom(module=module, names=names, level=level):
                    for alias in names:
                        forget(alias.asname or alias.name)
                        if (module, level) == ("pymilvus", 0):
                            if alias.name == "MilvusClient":
                                classes.add(alias.asname or alias.name)
                            if alias.name not in api["names"] | {"*"}:
                                found.append((first + alias.lineno, alias.name))
                case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in modules and attr not in api["names"]:
                    found.append((first + node.lineno, attr))
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method), keywords=keywords) if name in clients:
                    if method not in api["methods"]:
                        found.append((first + node.lineno, method))
                    else:
                        found += [(first + k.lineno, f"{method}({k.arg}=)") for k in keywords if k.arg and k.arg not in api["methods"][method]]
    return sorted(found, key=lambda entry: (entry[1], entry[0]))
