"""Operators of this subject: what people get wrong with Milvus."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from grader.authoring.mutants.base import Change, operator

Node = cst.CSTNode
_WORDS = {
    "COSINE": ("L2", "IP"), "L2": ("IP", "COSINE"), "IP": ("L2", "COSINE"), "HAMMING": ("JACCARD",), "JACCARD": ("HAMMING",),
    "Strong": ("Bounded", "Session"), "Session": ("Bounded", "Strong"), "Bounded": ("Eventually", "Strong"), "Eventually": ("Bounded", "Strong"),
    "HNSW": ("IVF_FLAT", "FLAT"), "IVF_FLAT": ("FLAT", "IVF_SQ8"), "IVF_SQ8": ("IVF_FLAT",), "IVF_PQ": ("IVF_FLAT",), "FLAT": ("IVF_FLAT",),
    "Search": ("*", "Query"), "Query": ("*", "Search"), "Insert": ("*", "Upsert"), "Delete": ("*",), "Collection": ("Global",),
}  # fmt: skip
"""Metric, level, index type, privilege: each with its neighbors."""
_TYPES = {"INT64": ("INT32", "VARCHAR"), "INT32": ("INT64",), "INT16": ("INT32",), "INT8": ("INT16",), "FLOAT": ("DOUBLE",),
          "DOUBLE": ("FLOAT",), "VARCHAR": ("JSON",), "BOOL": ("INT8",), "JSON": ("VARCHAR",), "FLOAT_VECTOR": ("FLOAT16_VECTOR",)}  # fmt: skip
_CALLS = {"upsert": ("insert",), "insert": ("upsert",), "search": (), "query": (), "load_collection": ("release_collection",)}
_IN_FILTERS = (
    (r" and ", (" or ",)), (r" or ", (" and ",)), (r"==", ("!=",)), (r"!=", ("==",)), (r">=", (">",)), (r"<=", ("<",)),
    (r"(?<![<>=!])>(?!=)", (">=",)), (r"(?<![<>=!])<(?!=)", ("<=",)), (r"\bnot ", ("",)), (r" in ", (" not in ",)), (r"%", ("",)),
)  # fmt: skip


@operator
def neighbor(node: Node, parent: Node | None) -> Iterator[Change]:
    """The metric, level, index or privilege beside the right one."""
    if isinstance(node, cst.SimpleString) and (text := node.raw_value) in _WORDS:
        for other in _WORDS[text]:
            yield node.with_changes(value=f"{node.quote}{other}{node.quote}")


@operator
def field_type(node: Node, parent: Node | None) -> Iterator[Change]:
    """A field of another type."""
    if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.value.value == "DataType":
        for other in _TYPES.get(node.attr.value, ()):
            yield node.with_changes(attr=cst.Name(other))


@operator
def call(node: Node, parent: Node | None) -> Iterator[Change]:
    """Insert for upsert, release for load."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        for other in _CALLS.get(node.func.attr.value, ()):
            yield node.with_changes(func=node.func.with_changes(attr=cst.Name(other)))


@operator
def limit(node: Node, parent: Node | None) -> Iterator[Change]:
    """One too many, ten times as many, the default."""
    if isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value == "limit":
        if not isinstance(node.value, cst.Integer):  # `constant` does it with numbers
            yield node.with_changes(value=cst.BinaryOperation(_grouped(node.value), cst.Add(), cst.Integer("1")))
            yield node.with_changes(value=cst.BinaryOperation(_grouped(node.value), cst.Multiply(), cst.Integer("10")))
        yield node.with_changes(value=cst.Integer("10"))


@operator
def as_text(node: Node, parent: Node | None) -> Iterator[Change]:
    """A search or build parameter given as text."""
    if isinstance(node, cst.DictElement) and isinstance(node.key, cst.SimpleString) and node.key.raw_value in ("nprobe", "ef", "nlist", "M", "m", "nbits", "efConstruction", "radius", "range_filter", "reorder_k"):
        yield node.with_changes(value=cst.Call(cst.Name("str"), [cst.Arg(node.value)]))
        yield node.with_changes(value=cst.BinaryOperation(_grouped(node.value), cst.Multiply(), cst.Integer("2")))


@operator
def in_a_filter(node: Node, parent: Node | None) -> Iterator[Change]:
    """In a filter: a bound, a connective, a negation, one side lost."""
    if isinstance(node, cst.SimpleString | cst.FormattedStringText):
        text = node.value
        if isinstance(parent, cst.Expr) or not _looks_like_a_filter(node.raw_value if isinstance(node, cst.SimpleString) else text):
            return  # a docstring, or no filter
        for pattern, others in _IN_FILTERS:
            for found in re.finditer(pattern, text):
                for other in others:
                    yield node.with_changes(value=text[: found.start()] + other + text[found.end() :])


def _looks_like_a_filter(text: str) -> bool:
    return bool(re.search(r"==|!=|[<>]| in | and | or |\bnot |\blike\b|%", text))


def _grouped(node: cst.BaseExpression) -> cst.BaseExpression:
    simple = isinstance(node, cst.Name | cst.Integer | cst.Call | cst.Attribute | cst.Subscript)
    return node if simple else node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
