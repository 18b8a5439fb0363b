# expect: failed|partial
# because: 'both may be indented, and the code between them is then indented at least as far': an indented block is called unreadable
import ast
import itertools
import textwrap


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
    numbered = iter(enumerate(page.split("\n"), 1))
    result = []
    while (pair := next(numbered, None)) is not None:
        number, start = pair[0], pair[1].strip()
        if not start.startswith("```") or not start[3:].strip() or "`" in start[3:]:
            continue
        numbered, ahead = itertools.tee(numbered)
        if all(text.strip() != "```" for _, text in ahead):
            break
        code = list(itertools.takewhile(lambda pair: pair[1].strip() != "```", numbered))
        if start[3:].split()[0].casefold() in ("python", "py"):
            result.append((number, "\n".join(text for _, text in code) + "\n"))
    return result


def moments(tree):
    """(place, order, kind, node) of whatever counts; a name gets its value at the end of the statement."""
    valued = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    valued.add(target)
                    yield (node.end_lineno, node.end_col_offset), 1, "value", (target.id, node.value)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield (node.lineno, node.col_offset), 0, "import", node
        elif isinstance(node, (ast.Attribute, ast.Call)):
            yield (node.lineno, node.col_offset), 0, "use", node
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in valued:
            yield (node.end_lineno, node.end_col_offset), 1, "value", (node.id, None)


def uses(node, known, api):
    """(line, what) of what a node asks for and the client does not have."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if known.get(node.value.id) == "pymilvus" and node.attr not in api["names"]:
            yield node.lineno, node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        if known.get(node.func.value.id) == "client":
            method = node.func.attr
            if method in api["methods"]:
                unknown = [k for k in node.keywords if k.arg is not None and k.arg not in api["methods"][method]]
                yield from ((k.lineno, f"{method}({k.arg}=)") for k in unknown)
            else:
                yield node.lineno, method


def makes_client(value, known):
    if not isinstance(value, ast.Call):
        return False
    name = ast.unparse(value.func)
    return known.get(name) == "MilvusClient" or (name.endswith(".MilvusClient") and known.get(name.removesuffix(".MilvusClient")) == "pymilvus")


def stale(page, api):
    """Where the page says what the client does not have."""
    found, known = [], {}
    for opening, code in blocks(page):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            found.append((opening, "unreadable"))
            continue
        for _, _, kind, node in sorted(moments(tree), key=lambda moment: moment[:2]):
            if kind == "use":
                found += [(opening + line, what) for line, what in uses(node, known, api)]
            elif kind == "value":
                known[node[0]] = "client" if makes_client(node[1], known) else None
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.asname or "." not in alias.name:
                        known[alias.asname or alias.name] = "pymilvus" if alias.name == "pymilvus" else None
            else:
                for alias in node.names:
                    exported = node.module == "pymilvus" and not node.level
                    known[alias.asname or alias.name] = "MilvusClient" if exported and alias.name == "MilvusClient" else None
                    if exported and alias.name != "*" and alias.name not in api["names"]:
                        found.append((opening + alias.lineno, alias.name))
    return sorted(found)
