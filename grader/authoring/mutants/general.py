"""Operators that fit any Python: what people get wrong in every language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import libcst as cst

from grader.authoring.mutants.base import Change, operator

Node = cst.CSTNode
_COMPARED: dict[type[cst.BaseCompOp], tuple[type[cst.BaseCompOp], ...]] = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThan),
    cst.LessThanEqual: (cst.LessThan, cst.GreaterThanEqual),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThan),
    cst.GreaterThanEqual: (cst.GreaterThan, cst.LessThanEqual),
    cst.Equal: (cst.NotEqual,),
    cst.NotEqual: (cst.Equal,),
    cst.In: (cst.NotIn,),
    cst.NotIn: (cst.In,),
    cst.Is: (cst.IsNot,),
    cst.IsNot: (cst.Is,),
}
_CALCULATED: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract, cst.Subtract: cst.Add, cst.Multiply: cst.Divide, cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Divide, cst.Modulo: cst.FloorDivide, cst.Power: cst.Multiply, cst.MatrixMultiply: cst.Multiply,
    cst.BitAnd: cst.BitOr, cst.BitOr: cst.BitAnd, cst.BitXor: cst.BitOr,
}  # fmt: skip
_DROPPED = ("sorted", "set", "list", "tuple", "reversed", "abs", "int", "float", "str", "round", "dict", "enumerate")
"""A call around a value that a hasty answer leaves out: order, uniqueness, the copy, the type."""
_EITHER_WAY = {"zip", "dist", "dot", "inner", "vdot", "min", "max", "minimum", "maximum", "add", "multiply", "allclose", "isclose", "gcd"}
"""Functions of arguments whose order mostly says nothing."""
_SWAPPED = {"min": "max", "max": "min", "all": "any", "any": "all", "argmin": "argmax", "argmax": "argmin", "floor": "ceil", "ceil": "floor"}


@operator
def comparison(node: Node, parent: Node | None) -> Iterator[Change]:
    """A bound that is off by one, or a condition the wrong way round."""
    if isinstance(node, cst.ComparisonTarget):
        for other in _COMPARED.get(type(node.operator), ()):
            yield node.with_changes(operator=other())


@operator
def boolean(node: Node, parent: Node | None) -> Iterator[Change]:
    """And for or, a negation lost."""
    if isinstance(node, cst.BooleanOperation):
        yield node.with_changes(operator=cst.Or() if isinstance(node.operator, cst.And) else cst.And())
        yield node.left
        yield node.right
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not | cst.Minus):
        yield node.expression


@operator
def condition(node: Node, parent: Node | None) -> Iterator[Change]:
    """A case that is never, or always, told apart."""
    if isinstance(node, cst.If | cst.IfExp):
        yield node.with_changes(test=cst.Name("True"))
        yield node.with_changes(test=cst.Name("False"))


@operator
def kept_all(node: Node, parent: Node | None) -> Iterator[Change]:
    """A comprehension without its condition."""
    if isinstance(node, cst.CompFor) and node.ifs:
        yield node.with_changes(ifs=())


@operator
def arithmetic(node: Node, parent: Node | None) -> Iterator[Change]:
    """Another operation, or one side of it alone."""
    if isinstance(node, cst.BinaryOperation):
        other = _CALCULATED.get(type(node.operator))
        if other is not None:
            yield node.with_changes(operator=other())
        yield node.left
        yield node.right
    if isinstance(node, cst.AugAssign) and isinstance(node.operator, cst.AddAssign):
        yield node.with_changes(operator=cst.SubtractAssign())


@operator
def constant(node: Node, parent: Node | None) -> Iterator[Change]:
    """A number beside the right one, a flag turned, a text left empty."""
    if isinstance(node, cst.Integer):
        value = node.evaluated_value
        for other in (value + 1, value - 1, value * 10):
            if other >= 0 and other != value:
                yield cst.Integer(str(other))
    elif isinstance(node, cst.Float):
        yield cst.Float(repr(node.evaluated_value * 1.5))
        yield cst.Float(repr(node.evaluated_value / 2))
    elif isinstance(node, cst.Name) and node.value in ("True", "False") and not isinstance(parent, cst.If | cst.While):
        yield cst.Name("False" if node.value == "True" else "True")
    elif isinstance(node, cst.Name) and node.value == "None" and isinstance(parent, cst.Return):
        yield cst.Integer("0")


@operator
def order(node: Node, parent: Node | None) -> Iterator[Change]:
    """The other end, or everything instead of a part."""
    if isinstance(node, cst.Slice):
        if node.upper is not None:
            yield node.with_changes(upper=None)
        if node.lower is not None:
            yield node.with_changes(lower=None)
        if node.step is not None:
            yield node.with_changes(step=None, second_colon=cst.MaybeSentinel.DEFAULT)
    if isinstance(node, cst.Index) and isinstance(node.value, cst.Integer) and node.value.evaluated_value == 0:
        yield node.with_changes(value=cst.UnaryOperation(cst.Minus(), cst.Integer("1")))
    if isinstance(node, cst.Index) and isinstance(node.value, cst.UnaryOperation):
        yield node.with_changes(value=cst.Integer("0"))


@operator
def left_out(node: Node, parent: Node | None) -> Iterator[Change]:
    """A step that was forgotten."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        step = node.body[0]
        plain = isinstance(step, cst.Expr | cst.AugAssign | cst.Raise | cst.Del | cst.Continue | cst.Break)
        stored = isinstance(step, cst.Assign) and not isinstance(step.targets[0].target, cst.Name | cst.Tuple)
        if plain or stored:
            yield node.with_changes(body=[cst.Pass()])


@operator
def keyword(node: Node, parent: Node | None) -> Iterator[Change]:
    """A keyword argument that was left to its default."""
    if isinstance(node, cst.Call):
        for index, argument in enumerate(node.args):
            if argument.keyword is not None and argument.keyword.value not in ("data", "name", "collection_name"):
                rest = [*node.args[:index], *node.args[index + 1 :]]
                if rest:
                    rest[-1] = rest[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                yield node.with_changes(args=rest)


@operator
def swapped(node: Node, parent: Node | None) -> Iterator[Change]:
    """Two positional arguments in the other order."""
    if isinstance(node, cst.Call):
        plain = [i for i, a in enumerate(node.args) if a.keyword is None and not a.star]
        if _name_of(node) in _EITHER_WAY:
            return
        for i, j in pairwise(plain):
            changed = list(node.args)
            changed[i] = node.args[i].with_changes(value=node.args[j].value)
            changed[j] = node.args[j].with_changes(value=node.args[i].value)
            yield node.with_changes(args=changed)


def _name_of(call: cst.Call) -> str:
    """``argsort`` of ``np.argsort(…)``."""
    return call.func.value if isinstance(call.func, cst.Name) else call.func.attr.value if isinstance(call.func, cst.Attribute) else ""


@operator
def wrapper(node: Node, parent: Node | None) -> Iterator[Change]:
    """A sort, a de-duplication, a copy or a conversion left out; the opposite function."""
    if isinstance(node, cst.Call) and node.args and not node.args[0].star:
        name = _name_of(node)
        if name in _DROPPED and isinstance(node.func, cst.Name) and node.args[0].keyword is None:
            yield node.args[0].value if name != "sorted" else node.with_changes(func=cst.Name("list"), args=node.args[:1])
        if name in _SWAPPED:
            other = cst.Name(_SWAPPED[name])
            yield node.with_changes(func=other if isinstance(node.func, cst.Name) else node.func.with_changes(attr=other))
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in ("copy", "lower", "upper", "strip"):
        yield node.func.value


@operator
def early(node: Node, parent: Node | None) -> Iterator[Change]:
    """Nothing, or an empty list, comes back."""
    if isinstance(node, cst.Return) and node.value is not None:
        yield node.with_changes(value=cst.Name("None"))
        yield node.with_changes(value=cst.List([]))


@operator
def exception(node: Node, parent: Node | None) -> Iterator[Change]:
    """An error caught too widely, or swallowed."""
    if isinstance(node, cst.ExceptHandler):
        if node.type is not None and not (isinstance(node.type, cst.Name) and node.type.value == "Exception"):
            yield node.with_changes(type=cst.Name("Exception"), whitespace_after_except=cst.SimpleWhitespace(" "))
        yield node.with_changes(body=cst.IndentedBlock([cst.SimpleStatementLine([cst.Pass()])]))


@operator
def element(node: Node, parent: Node | None) -> Iterator[Change]:
    """One entry of a literal list or dict is missing."""
    if isinstance(node, cst.List | cst.Tuple | cst.Dict) and 1 < len(node.elements) <= 6:
        for index in range(len(node.elements)):
            rest = [*node.elements[:index], *node.elements[index + 1 :]]
            rest[-1] = rest[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
            yield node.with_changes(elements=rest)
