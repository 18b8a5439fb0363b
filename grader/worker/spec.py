"""What a worker is told before it becomes one; data only."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

KEPT_VARIABLES = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "SYSTEMROOT",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
)


@dataclass(frozen=True)
class WorkerSpec:
    """What a worker needs to know; data only.

    Attributes:
        path: the submission, a Python file.
        scratch: a folder of its own, its working directory and home.
        memory: MiB that it may add to what the interpreter has, 0 for no limit.
        lite: addresses at which a Milvus Lite answers, where nothing is gained by waiting for an index.
        confinement: ``none``; the sandboxes name themselves here.
        debug: keep the terminal, and no limits.
        jail: what a confined worker may see (``sandbox/jail.py``), as data; None outside a sandbox.
    """

    path: str
    scratch: str
    memory: int = 2048
    lite: tuple[str, ...] = ()
    confinement: str = "none"
    debug: bool = False
    variables: dict[str, str] = field(default_factory=dict)
    jail: dict[str, Any] | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> WorkerSpec:
        return cls(**{**data, "lite": tuple(data["lite"])})
