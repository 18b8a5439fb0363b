# expect: failed|partial
# because: 'a variable that was last assigned a MilvusClient(…)' at that moment: in `c = c.method()` the variable is forgotten before the call is read
import ast
import re
import textwrap


def blocks(page):
    """Each block of Python: the line of its opening backticks, and its code."""
    found, opened, language, lines = [], None, None, []
    for number, line in enumerate(page.split("\n"), start=1):
        if opened is None:
            match = re.match(r"\s*```\s*([^\s`]+)[^`]*$", line)
            if match:
                opened, language, lines = number, match[1].lower(), []
        elif line.strip() == "```":
            if language in ("python", "py"):
                found.append((opened, textwrap.dedent("\n".join(lines))))
            opened = None
        else:
            lines.append(line)
    return found


class Reader(ast.NodeVisitor):
    """Reads blocks one after the other, and knows what each name stands for at the moment."""

    def __init__(self, api):
        self.api, self.found, self.names, self.offset = api, [], {}, 0

    def report(self, node, what):
        self.found.append((self.offset + node.lineno, what))

    def what_is(self, node):
        """"module", "class" or "client", or None."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute) and node.attr == "MilvusClient" and self.what_is(node.value) == "module":
            return "class"
        return None

    def bind(self, target, kind=None):
        if isinstance(target, ast.Name):
            self.names[target.id] = kind
        else:
            self.visit(target)

    def visit_Import(self, node):
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self.names[name] = "module" if alias.name == "pymilvus" else self.names.get(name) if alias.name.startswith("pymilvus.") and not alias.asname else None

    def visit_ImportFrom(self, node):
        ours = node.module == "pymilvus" and node.level == 0
        for alias in node.names:
            if ours and alias.name != "*" and alias.name not in self.api["names"]:
                self.report(alias, alias.name)
            self.names[alias.asname or alias.name] = "class" if ours and alias.name == "MilvusClient" else None

    def assigned(self, targets, value):
        made = isinstance(value, ast.Call) and self.what_is(value.func) == "class"
        for target in targets:
            self.bind(target, "client" if made else None)
        self.visit(value)

    def visit_Assign(self, node):
        self.assigned(node.targets, node.value)

    def visit_AnnAssign(self, node):
        self.visit(node.annotation)
        if node.value is not None:
            self.assigned([node.target], node.value)

    def visit_NamedExpr(self, node):
        self.assigned([node.target], node.value)

    def visit_For(self, node):
        self.visit(node.iter)
        self.visit(node.target)
        for part in node.body + node.orelse:
            self.visit(part)

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self.names[node.id] = None

    def visit_FunctionDef(self, node):
        for part in [*node.decorator_list, node.args, *filter(None, [node.returns])]:
            self.visit(part)
        outside = dict(self.names)
        for argument in ast.walk(node.args):
            if isinstance(argument, ast.arg):
                self.names[argument.arg] = None
        for part in node.body:
            self.visit(part)
        self.names = outside
        self.names[node.name] = None

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Attribute(self, node):
        if self.what_is(node.value) == "module" and node.attr not in self.api["names"]:
            self.report(node, node.attr)
        self.visit(node.value)

    def visit_Call(self, node):
        call = node.func
        if isinstance(call, ast.Attribute) and self.what_is(call.value) == "client" and isinstance(call.value, ast.Name):
            takes = self.api["methods"].get(call.attr)
            if takes is None:
                self.report(node, call.attr)
            else:
                for keyword in node.keywords:
                    if keyword.arg is not None and keyword.arg not in takes:
                        self.report(keyword, f"{call.attr}({keyword.arg}=)")
        self.generic_visit(node)


def stale(page, api):
    """Where the page says what the client does not have."""
    reader = Reader(api)
    for line, code in blocks(page):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            reader.found.append((line, "unreadable"))
            continue
        reader.offset = line
        reader.visit(tree)
    return sorted(reader.found)
