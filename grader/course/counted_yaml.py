"""YAML read as plain data by a reader that counts: before anything is made of it, its size unfolded is known.

Aliases and merge keys multiply what a short text holds, a number of a hundred thousand digits takes minutes, and a key that
stands twice is one thing to PyYAML and an error to the programs that these files are for: all are refused in words.
"""

from __future__ import annotations

from typing import Any

MAX_NODES = 50_000
"""Of all documents of a text together, every alias counted as what it stands for."""
MAX_ALIASES = 100
MAX_DEPTH = 60
MAX_NUMBER = 100
"""Characters of a number."""

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_MERGE = "tag:yaml.org,2002:merge"


class NotYaml(ValueError):
    """What is wrong, and where; lines and columns count from 1."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        self.problem, self.line, self.column = problem, line, column
        super().__init__(problem if line is None else f"{problem} in line {line}, column {column}")


def documents(text: str | bytes, *, nodes: int = MAX_NODES, aliases: int = MAX_ALIASES, large: bool = False) -> list[Any]:
    """Every document, as plain data.

    Args:
        large: read by libyaml where PyYAML has it, which is quicker and words its errors in its own way.

    Raises:
        NotYaml: it is none, holds a tag that makes objects, or would unfold to more than `nodes` values.
    """
    import yaml

    kind = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if large else yaml.SafeLoader
    try:
        _bound(yaml, kind, text, nodes, aliases)
        left = nodes
        found = []
        loader = kind(text)
        try:
            while loader.check_node():
                node = loader.get_node()
                left -= _weight(yaml, node, left)
                found.append(loader.construct_document(node))
        finally:
            loader.dispose()
        return found
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
        raise NotYaml(error.problem or error.context or str(error), *where) from None
    except RecursionError:
        raise NotYaml(f"more than {MAX_DEPTH} levels") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # a date such as 2001-99-99, bytes that are no text
        raise NotYaml(" ".join(str(error).split())[:200]) from None


def _bound(yaml: Any, loader: Any, text: str | bytes, most: int, most_aliases: int) -> None:
    """A text's own events: nothing is kept of them."""
    aliases = depth = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=loader)):
        aliases += isinstance(event, yaml.AliasEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if nodes > most or aliases > most_aliases or depth > MAX_DEPTH:
            raise NotYaml(f"more than {most} values, {most_aliases} aliases or {MAX_DEPTH} levels")


def _weight(yaml: Any, root: Any, most: int) -> int:
    """How many values a document has when every alias is what it stands for."""
    known: dict[int, int] = {}
    open_nodes: set[int] = set()

    def weigh(node: Any) -> int:
        if id(node) in known:
            return known[id(node)]
        if id(node) in open_nodes:
            raise NotYaml("an alias inside of what it stands for", *_place(node))
        open_nodes.add(id(node))
        total = 1
        if isinstance(node, yaml.ScalarNode):
            if node.tag in _NUMBERS and len(node.value) > MAX_NUMBER:
                raise NotYaml(f"a number of over {MAX_NUMBER} digits", *_place(node))
        else:
            keys: set[tuple[str, str]] = set()
            for child in node.value:
                for part in child if isinstance(child, tuple) else (child,):
                    total += weigh(part)
                if isinstance(child, tuple) and isinstance(child[0], yaml.ScalarNode) and child[0].tag != _MERGE:
                    name = (child[0].tag, child[0].value)
                    if name in keys:
                        raise NotYaml(f"the key {child[0].value[:60]!r} stands twice in one table", *_place(child[0]))
                    keys.add(name)
        if total > most:
            raise NotYaml(f"more than {most} values when every alias is what it stands for", *_place(node))
        open_nodes.discard(id(node))
        known[id(node)] = total
        return total

    return weigh(root)


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
