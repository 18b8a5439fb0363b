# expect: failed|partial
# because: the name that an import gives is not followed
import ast
import re
import textwrap


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
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


def stale(page, api):
    """Where the page says what the client does not have."""
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
                    makers.add(name.name)
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
