# id: prose-is-code
# check: test_only_code
# why: Whatever the parser may miss, a search for the old names finds. It also finds the sentence that says they are gone.
# source: drift checks that grep for removed names; migration pages and release notes are full of them
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
    for number, text in enumerate(page.splitlines(), 1):
        named = [name for name in re.findall(r"from pymilvus import (\w+)", text) if name not in api["names"]]
        called = [name for name in re.findall(r"client\.(\w+)\(", text) if name not in api["methods"]]
        found.extend((number, name) for name in named + called if (number, name) not in found)
    return sorted(found)
    # END SOLUTION
