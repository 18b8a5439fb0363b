"""Where an experiment takes place: a Milvus, a client whose calls all end, names that nobody else uses."""

from __future__ import annotations

import contextlib
import json
import logging
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.backends.keeper import environment
from grader.backends.lite import without_index_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from grader.backends.base import Instance

SECONDS = 20
"""What one call may take."""

PATIENCE = 15.0
"""Seconds after which a no is asked for twice."""

DIM = 16
_LOCAL = {"create_schema", "prepare_index_params", "close"}
_ALONE = {"durability", "metrics", "accesslog", "resource_groups", "replicas", "roles"}
"""Experiments that count calls, or end the server."""


class Bounded:
    """A client whose every call has a timeout, unless it brings its own."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.client, name)
        if name in _LOCAL or name.startswith("_"):
            return method
        return lambda *args, **kwargs: method(*args, **{"timeout": SECONDS, **kwargs})


class Lab:
    """One experiment's bench; what it made is dropped afterwards."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.client = self.connect()
        self.rng = np.random.default_rng(7)
        self.made: list[str] = []

    def connect(self, **login: Any) -> Any:
        """A client on a channel of its own: the administrator's, unless `login` says who else."""
        from pymilvus import MilvusClient

        endpoint = self.instance.endpoint
        options = {**endpoint.admin, **login} if "user" not in login and "token" not in login else login
        return Bounded(MilvusClient(endpoint.uri, dedicated=True, timeout=SECONDS, **options))

    def name(self, what: str = "probe") -> str:
        """A name that nothing has; a collection that gets it is dropped in the end."""
        name = f"{what}_{uuid.uuid4().hex[:10]}"
        self.made.append(name)
        return name

    def schema(self, *fields: tuple[Any, ...], dim: int = DIM, **options: Any) -> Any:
        """``id``, ``vector`` (of `dim`, unless 0), and fields as (name, data type name, options)."""
        from pymilvus import DataType

        schema = self.client.create_schema(auto_id=False, **options)
        schema.add_field("id", DataType.INT64, is_primary=True)
        if dim:
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
        for name, kind, *more in fields:
            schema.add_field(name, DataType[kind], **(more[0] if more else {}))
        return schema

    def index(self, *specs: tuple[Any, ...]) -> Any:
        """Index parameters from (field, index type, metric, params)."""
        params = self.client.prepare_index_params()
        for field, kind, *more in specs or [("vector", "FLAT", "L2")]:
            metric = {"metric_type": more[0]} if more and more[0] else {}
            params.add_index(field, index_type=kind, **metric, params=more[1] if len(more) > 1 else {})
        return params

    def collection(self, rows: list[dict[str, Any]] | None = None, *fields: tuple[Any, ...], index: Any = None,
                   dim: int = DIM, options: Mapping[str, Any] | None = None, **create: Any) -> str:  # fmt: skip
        """A loaded collection with these rows, FLAT and L2 unless `index` says otherwise."""
        name = self.name()
        schema = self.schema(*fields, dim=dim, **(options or {}))
        index = index if index is not None else self.index()
        self.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", **create)
        if rows:
            self.client.insert(name, rows)
        return name

    def rows(self, count: int, dim: int = DIM, **fields: Any) -> list[dict[str, Any]]:
        """Rows with ids from 0, normal vectors, and fields given as functions of the id."""
        vectors = self.rng.normal(size=(count, dim)).astype("f4")
        return [{"id": i, "vector": vectors[i].tolist(), **{k: f(i) for k, f in fields.items()}} for i in range(count)]

    def ids(self, name: str, filter: str, **options: Any) -> list[int]:
        """Ids that a query gives, sorted, read at Strong."""
        options = {"consistency_level": "Strong", "limit": 10_000, **options}
        return sorted(r["id"] for r in self.client.query(name, filter=filter, output_fields=["id"], **options))

    def count(self, name: str) -> int:
        """``count(*)`` at Strong."""
        found = self.client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
        return int(found[0]["count(*)"])

    def hits(self, name: str, vectors: Any, limit: int = 10, **options: Any) -> list[list[int]]:
        """Ids of the hits, for each query."""
        options = {"consistency_level": "Strong", **options}
        found = self.client.search(name, data=list(vectors), limit=limit, **options)
        return [[hit["id"] for hit in hits] for hits in found]

    def elsewhere(self, code: str, **given: Any) -> Any:
        """What `code` leaves in ``answer``, run in another process with ``client`` and what is given."""
        endpoint = self.instance.endpoint
        program = (
            "import json, logging, sys\nlogging.disable(50)\nfrom pymilvus import MilvusClient\n"
            "given = json.load(sys.stdin)\n"
            "def connect(**login): return MilvusClient(given['uri'], timeout=10, **login)\n"
            f"{code}\nprint(json.dumps(answer))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=90, check=True,
            env=environment(), input=json.dumps({"uri": endpoint.uri, "admin": dict(endpoint.admin), **given}),
        )  # fmt: skip
        return json.loads(done.stdout)

    def close(self) -> None:
        """Drop what was made, and hang up."""
        for name in self.made:
            with contextlib.suppress(Exception):
                self.client.drop_collection(name)
        self.client.close()


def refused(call: Callable[[], object]) -> bool:
    """Whether Milvus says no to a call."""
    try:
        call()
    except Exception:
        return True
    return False


def wait_for(condition: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Whether it holds in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return condition()


def recall(found: Iterable[Iterable[int]], truth: Iterable[Iterable[int]]) -> float:
    """The share of the true neighbours that were found."""
    pairs = [(set(f), set(t)) for f, t in zip(found, truth, strict=True)]
    return sum(len(f & t) for f, t in pairs) / sum(len(t) for _, t in pairs)


def nearest(vectors: Any, queries: Any, limit: int = 10) -> list[list[int]]:
    """The rows nearest by L2, exactly."""
    distances = ((vectors[None, :, :] - queries[:, None, :]) ** 2).sum(axis=2)
    return [list(map(int, row)) for row in np.argsort(distances, axis=1)[:, :limit]]


def run(instance: Instance, experiments: Mapping[str, Callable[[Lab], bool]]) -> dict[str, bool]:
    """Run them all: several at a time on a server, one at a time on Lite and where one ends the server."""
    without_index_wait()
    times: dict[str, float] = {}

    def timed(name: str) -> bool:
        began = time.monotonic()
        try:
            return one(instance, experiments[name])
        finally:
            times[name] = time.monotonic() - began

    together = {n: e for n, e in experiments.items() if n not in _ALONE}
    with _quiet(), ThreadPoolExecutor(1 if instance.identity.backend == "lite" else 4) as pool:
        found = dict(zip(together, pool.map(timed, together), strict=True))
        if not instance.alive():  # one of them killed it: whom did it take along?
            instance.restart()
            for name in [n for n, shown in found.items() if not shown]:
                found[name] = one(instance, together[name])
        for name in experiments:
            if name in _ALONE:
                found[name] = one(instance, experiments[name])
        # A no that took so long may be the machine's: once more, alone.
        for name in [n for n, shown in found.items() if not shown and times.get(n, 0.0) > PATIENCE]:
            found[name] = one(instance, experiments[name])
    return found


def one(instance: Instance, experiment: Callable[[Lab], bool]) -> bool:
    """One experiment; an exception is a no."""
    lab = None
    try:
        lab = Lab(instance)
        return bool(experiment(lab))
    except Exception as error:
        logging.getLogger("grader").debug("%s: %s", getattr(experiment, "__name__", experiment), error)
        return False
    finally:
        if lab is not None:
            with contextlib.suppress(Exception):
                lab.close()
        if instance.identity.backend == "lite" and not instance.alive():
            instance.restart()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """pymilvus logs a traceback at every refusal, and refusals are what is looked for here."""
    import pymilvus  # noqa: F401  it sets its logger's level when imported

    logger = logging.getLogger("pymilvus")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def scratch(instance: Instance) -> Path:
    """A folder that the server can read, if it runs on this machine's disk."""
    return Path(getattr(instance, "folder", "/nonexistent"))
