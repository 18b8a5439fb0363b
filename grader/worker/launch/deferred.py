"""pymilvus without pandas and requests until somebody wants them.

Together they are nearly half of what a forking parent would import before its first fork, and every fork copies the
page tables of it; pymilvus asks pandas only whether something is a data frame, and requests only in a cluster of
several regions. Here pymilvus is imported with stand-ins in their place, which are gone from ``sys.modules``
afterwards: whoever imports pandas gets pandas. A stand-in answers by itself only where the answer is certain (nothing
is a data frame before pandas was imported; plain Python and NumPy values), and imports the real one for all else.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

import numpy as np

_FLOATS = frozenset({float, np.float64, np.float32, np.float16})
_SCALARS = frozenset({int, bool, str, bytes, complex, type(None), np.int64, np.int32, np.int16, np.int8, np.uint8, np.bool_, np.str_}) | _FLOATS
_LISTS = frozenset({list, tuple, dict, set, frozenset})
_PLAIN = _SCALARS | _LISTS


class _Deferred(ModuleType):
    """A module that is imported when it is asked for anything."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":  # the import system asks for these, and takes no for an answer
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _Class(type):
    """Stands for ``pandas.DataFrame``: makes, and recognizes, the real ones."""

    def __instancecheck__(cls, instance: object) -> bool:
        return "pandas" in sys.modules and isinstance(instance, _pandas().DataFrame)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return "pandas" in sys.modules and issubclass(subclass, _pandas().DataFrame)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return _pandas().DataFrame(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        return getattr(_pandas().DataFrame, name)


class _DataFrame(metaclass=_Class):
    pass


def _pandas() -> Any:
    return importlib.import_module("pandas")


def is_float(value: object) -> bool:
    """As ``pandas.api.types.is_float``."""
    return type(value) in _FLOATS if type(value) in _PLAIN else bool(_pandas().api.types.is_float(value))


def is_scalar(value: object) -> bool:
    """As ``pandas.api.types.is_scalar``."""
    return type(value) in _SCALARS if type(value) in _PLAIN else bool(_pandas().api.types.is_scalar(value))


def is_list_like(value: object, *more: Any, **options: Any) -> bool:
    """As ``pandas.api.types.is_list_like``."""
    if type(value) in _PLAIN and not more and not options:
        return type(value) in _LISTS
    return bool(_pandas().api.types.is_list_like(value, *more, **options))


def is_array_like(value: object) -> bool:
    """As ``pandas.api.types.is_array_like``."""
    return bool(_pandas().api.types.is_array_like(value))


def infer_dtype(*args: Any, **kwargs: Any) -> Any:
    """As ``pandas.api.types.infer_dtype``."""
    return _pandas().api.types.infer_dtype(*args, **kwargs)


def import_pymilvus() -> None:
    """Import pymilvus; nothing else where it, or either of the two, is here already. For a process without threads."""
    if not {"pymilvus", "pandas", "requests"}.isdisjoint(sys.modules):
        importlib.import_module("pymilvus")
        return
    pandas, api, types, requests = (_Deferred(n) for n in ("pandas", "pandas.api", "pandas.api.types", "requests"))
    vars(pandas).update(DataFrame=_DataFrame, api=api, __path__=[])
    vars(api).update(types=types, __path__=[])
    vars(types).update({f.__name__: f for f in (is_float, is_scalar, is_list_like, is_array_like, infer_dtype)})
    ours = {module.__name__: module for module in (pandas, api, types, requests)}
    sys.modules.update(ours)
    try:
        importlib.import_module("pymilvus")
    finally:
        for name in ours:
            del sys.modules[name]
