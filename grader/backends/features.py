"""What an exercise may need of a Milvus: a closed vocabulary, each word with an experiment that shows it.

A backend can do what its probe saw it do, whatever its name or documentation says. Results for the pinned engines
are shipped in ``proved_features.toml`` (``python -m grader.backends.features --write`` makes it); others are probed
once and remembered below ``~/.cache/milvus-course/features``.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import json
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.backends.unpack import cache_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from grader.backends.base import Backend, Instance

SHIPPED = Path(__file__).with_name("proved_features.toml")


@dataclass(frozen=True)
class Feature:
    """A word that `needs` in a manifest may use.

    Attributes:
        name: the word.
        line: what is shown when the probe says yes.
        module: which module of ``probes/`` has the function of that name.
        profile: the launch profile that the probe runs on.
    """

    name: str
    line: str
    module: str
    profile: str = "default"

    def probe(self) -> Callable[[Any], bool]:
        """The experiment; takes a :class:`grader.backends.probes.lab.Lab`."""
        module = importlib.import_module(f"grader.backends.probes.{self.module}")
        found: Callable[[Any], bool] = getattr(module, self.name)
        return found


_LINES: dict[str, dict[str, str]] = {
    "data": {
        "crud": "rows that were inserted are counted, read back, and gone after a delete by key or filter",
        "upsert": "an upsert replaces the row with its key",
        "partial_upsert": "an upsert of some fields keeps the others",
        "pk_duplicates": "two inserts with one key are two rows: nothing enforces primary keys",
        "dynamic": "fields that the schema does not have are kept and filtered on",
        "json": "a filter reaches into a JSON field",
        "array": "a filter asks what an ARRAY contains",
        "nullable": "a field may be NULL, and IS NULL finds it",
        "default_values": "a field left out gets its default",
        "partitions": "rows go to a partition, and a search in one sees no other",
        "partition_key": "rows are spread by a key, and a filter on it sees its own tenant only",
        "num_partitions": "the number of partitions asked for a partition key is the number made",
        "load_release_partitions": "one partition is loaded, and the others are not searched",
        "aliases": "an alias reads what it points to, and moves at once",
        "databases": "collections of one database are not in another",
        "iterators": "an iterator gives every row once",
        "add_field": "a field is added to a collection that has rows; theirs is NULL",
        "snapshots": "a snapshot is restored as a new collection with the rows of then",
        "time_travel": "a search with travel_timestamp sees the rows of then",
        "bulk_insert": "a file on the server's disk becomes rows",
        "multi_vector": "a collection has two vector fields, each searched by itself",
        "binary_vectors": "BINARY_VECTOR is searched by Hamming distance",
        "sparse": "SPARSE_FLOAT_VECTOR is searched by inner product",
        "half_vectors": "FLOAT16_VECTOR is stored and searched",
    },
    "searching": {
        "search": "the nearest come first, at the distances that NumPy computes: squared L2, IP, COSINE",
        "fresh_reads": "a search sees every row inserted just before it, at the level that a collection has by itself",
        "query": "a query gives the rows that its filter says, with limit and offset",
        "filters": "comparisons, IN, LIKE with a prefix, AND, OR and NOT mean what they mean in Python",
        "arithmetic_filters": "a filter computes: year % 2 == 0",
        "filter_templates": "values go into a filter as parameters, not as text",
        "range_search": "radius and range_filter give the ring between them",
        "grouping": "group_by_field gives one hit a group",
        "hybrid": "hybrid_search fuses two searches by reciprocal ranks",
        "bm25": "a BM25 function ranks texts by their words",
        "text_match": "TEXT_MATCH finds rows by a word",
        "phrase_match": "PHRASE_MATCH wants the words in their order",
        "run_analyzer": "run_analyzer says which tokens a text becomes",
        "decay_ranker": "a decay function lets the newer of two equal hits win",
        "order_by": "a query is ordered by a field",
        "aggregation": "a query counts by group on the server",
        "limits": "a limit over 16,384 is refused",
        "metric_checked": "a search with a metric that is not the index's is refused",
    },
    "indexing": {
        "indexes": "flushed rows get the IVF or HNSW index asked for: recall moves with nlist, nprobe and ef",
        "index_checked": "an index type that does not exist is refused, whether rows are flushed or not",
        "hnsw": "HNSW is built as asked, and recall grows with ef",
        "ivf_flat": "IVF_FLAT is built as asked, and recall grows with nprobe",
        "ivf_sq8": "IVF_SQ8 is built, and recall grows with nprobe",
        "ivf_pq": "IVF_PQ is built and searched, and loses what it quantizes away",
        "hnsw_sq": "HNSW_SQ is built, and searched with ef",
        "scann": "SCANN is built, and recall grows with reorder_k",
        "diskann": "DISKANN is built, and searched from disk",
        "ivf_rabitq": "IVF_RABITQ is built, and searched at one bit per dimension",
        "annoy": "ANNOY is built, and searched in its trees",
        "autoindex": "AUTOINDEX chooses an index and builds it",
        "scalar_inverted": "a scalar field gets an INVERTED index, and filters keep their meaning",
        "scalar_bitmap": "a scalar field gets a BITMAP index, and filters keep their meaning",
        "scalar_trie": "VARCHAR gets a Trie, numbers STL_SORT, and filters keep their meaning",
    },
    "serving": {
        "consistency": "another process does not see the newest row at Eventually, and does at Strong",
        "segments": "segments are listed: growing, then flushed with their rows",
        "compaction": "compaction leaves fewer segments with the same rows",
        "metrics": "Prometheus counters grow with the calls made",
        "durability": "rows that were acknowledged are there after SIGKILL and a new start",
        "load_release": "a released collection refuses to be searched until it is loaded",
        "resource_groups": "resource groups are made, configured and dropped",
        "replicas": "a collection is loaded with two replicas",
        "roles": "each role is a process of its own: one is taken away, what needs it fails, the rest works, and it comes back",
        "rest_v1": "the REST API v1 answers on the proxy's port",
        "rest_v2": "the REST API v2 answers on the proxy's port",
    },
    "guarding": {
        "authentication": "no password and a wrong password are refused; a changed one counts at once",
        "rbac": "a role's grants decide: what is granted works, everything else is denied",
        "rbac_v2": "grant_privilege_v2 grants, and privilege groups do",
        "database_grants": "a grant in one database counts in no other",
        "tls": "a client that does not trust the server's authority refuses it, and so does plain text",
        "mtls": "the server refuses clients without a certificate of its authority",
        "accesslog": "each call is a line with its user, method and whether it was denied",
    },
}

_PROFILES = {"guarding": "auth"}
_OWN_PROFILE = {
    "tls": "tls", "mtls": "mtls", "accesslog": "accesslog",
    "roles": "cluster", "replicas": "cluster",  # a standalone has one query node
    "time_travel": "time-travel",  # a server of before 2.3.0
}  # fmt: skip

FEATURES: dict[str, Feature] = {
    name: Feature(name, line, module, _OWN_PROFILE.get(name, _PROFILES.get(module, "default")))
    for module, lines in _LINES.items()
    for name, line in lines.items()
}
NAMES = tuple(FEATURES)

_TOUCHES_ALL = {"databases", "resource_groups", "replicas", "snapshots", "bulk_insert", "durability"}
"""Not tried on a server that others run: they reach beyond one database."""

GONE = frozenset({"annoy"})
"""Left Milvus in 2.3.0 (milvus-facts): no newer one brings them back, whatever it would cost to fetch it."""


# -- what is known ---------------------------------------------------------------------------------------


def known(key: str) -> dict[str, bool]:
    """What was seen of a backend, by the key that it gives itself; never starts anything."""
    return {**_remembered(key), **_shipped().get(key, {})}


def learn(backend: Backend, names: Iterable[str]) -> dict[str, bool]:
    """Probe what is not known of a backend yet, on fresh instances, and remember it.

    Returns:
        What is now known of it, at least for `names`.
    """
    key = backend.key()
    seen = known(key)
    missing = [FEATURES[name] for name in names if name not in seen]
    for profile in sorted({feature.profile for feature in missing}):
        wanted = [feature.name for feature in missing if feature.profile == profile]
        if profile not in backend.profiles or backend.absent(profile) is not None:
            found = dict.fromkeys(wanted, False)
        else:
            with tempfile.TemporaryDirectory(prefix="probe-", ignore_cleanup_errors=True) as folder:
                instance = backend.start(profile, Path(folder) / "x")
                try:
                    found = probe(instance, wanted)
                finally:
                    instance.stop()
            _remember(key, found)
        seen |= found
    return seen


def probe(instance: Instance, names: Iterable[str]) -> dict[str, bool]:
    """Run these experiments on a Milvus; False where it refuses, answers wrongly, or has another profile."""
    from grader.backends.probes.lab import run

    wanted = [FEATURES[name] for name in names]
    shared = instance.identity.backend == "remote"
    mine = [
        feature
        for feature in wanted
        if feature.profile in ("default", instance.identity.profile) and not (shared and feature.name in _TOUCHES_ALL)
    ]
    found = run(instance, {feature.name: feature.probe() for feature in mine})
    return {feature.name: found.get(feature.name, False) for feature in wanted}


@functools.cache
def code_digest() -> str:
    """Changes when an experiment does; what was remembered before counts no longer."""
    total = hashlib.sha256()
    for path in sorted((Path(__file__).parent / "probes").glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


@functools.cache
def _shipped() -> Mapping[str, dict[str, bool]]:
    with SHIPPED.open("rb") as file:
        document = tomllib.load(file)
    return {key: {n: bool(v) for n, v in table.items() if n in FEATURES} for key, table in document["proved"].items()}


def shipped_digest() -> str:
    """Of the experiments whose results are shipped."""
    with SHIPPED.open("rb") as file:
        return str(tomllib.load(file)["experiments"])


def _memory(key: str) -> Path:
    safe = hashlib.sha256(key.encode()).hexdigest()[:24]
    return cache_root() / "features" / f"{safe}-{code_digest()}.json"


def _remembered(key: str) -> dict[str, bool]:
    try:
        return {k: bool(v) for k, v in json.loads(_memory(key).read_text())["seen"].items()}
    except (OSError, ValueError, KeyError):
        return {}


def _remember(key: str, found: Mapping[str, bool]) -> None:
    path = _memory(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    found_document = {"backend": key, "seen": {**_remembered(key), **found}}
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(found_document, file, indent=1)
    Path(file.name).replace(path)


# -- the shipped table -----------------------------------------------------------------------------------


def observe(backend: Backend) -> dict[str, bool]:
    """Every experiment, on fresh instances of a backend, whatever is known of it."""
    seen: dict[str, bool] = {}
    for profile in sorted({feature.profile for feature in FEATURES.values()}):
        wanted = [feature.name for feature in FEATURES.values() if feature.profile == profile]
        if profile not in backend.profiles:
            seen |= dict.fromkeys(wanted, False)
            continue
        with tempfile.TemporaryDirectory(prefix="probe-", ignore_cleanup_errors=True) as folder:
            instance = backend.start(profile, Path(folder) / "x")
            try:
                seen |= probe(instance, wanted)
            finally:
                instance.stop()
    return {name: seen[name] for name in NAMES}


def document(tables: Mapping[str, Mapping[str, bool]]) -> str:
    """``proved_features.toml`` as text."""
    lines = ["# Made by `python -m grader.backends.features --write`: what each pinned engine was seen to do.", ""]
    lines += [f'experiments = "{code_digest()}"']
    for key, table in tables.items():
        lines += ["", f'[proved."{key}"]', *(f"{name} = {str(table[name]).lower()}" for name in NAMES)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """``python -m grader.backends.features [--write]``: probe the pinned engines; write or compare the table."""
    from grader.backends.lite_backend import LiteBackend
    from grader.backends.server_backend import ServerBackend

    backends: list[Backend] = [LiteBackend(), ServerBackend()]
    text = document({backend.key(): observe(backend) for backend in backends})
    if "--write" in arguments:
        SHIPPED.write_text(text)
        return 0
    same = SHIPPED.exists() and SHIPPED.read_text() == text
    print("as shipped" if same else text)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
