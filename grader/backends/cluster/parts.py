"""What a cluster consists of: each process, its ports, what it is told, and in which order they begin."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from grader.backends import configure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Part:
    """One process of the cluster.

    Attributes:
        name: ``querynode1``; also the name of its log.
        role: what ``milvus run`` takes, or ``etcd`` or ``log``.
        ports: names in `PORTS` to what each is for.
        setting: where its first port stands in milvus.yaml, as an environment variable: two query nodes share a file.
    """

    name: str
    role: str
    ports: Mapping[str, str]
    setting: str = ""

    @property
    def milvus(self) -> bool:
        """Whether it is one of Milvus' own processes."""
        return self.role not in ("etcd", "log")

    @property
    def metrics(self) -> str:
        """The name of the port with its ``/healthz`` and ``/metrics``; empty where it has none."""
        return next((name for name, what in self.ports.items() if what == "metrics"), "")


def _role(name: str, role: str, setting: str, **ports: str) -> Part:
    return Part(name, role, {**ports, "metrics" if role == "proxy" else f"metrics_{name}": "metrics"}, setting)


PARTS = {
    part.name: part
    for part in (
        Part("etcd", "etcd", {"etcd": "clients", "etcd_peer": "peers"}),
        Part("log", "log", {"log": "clients"}),
        _role("rootcoord", "rootcoord", "ROOTCOORD_PORT", root_coord="grpc"),
        _role("datacoord", "datacoord", "DATACOORD_PORT", data_coord="grpc"),
        _role("querycoord", "querycoord", "QUERYCOORD_PORT", query_coord="grpc"),
        _role("proxy", "proxy", "PROXY_PORT", proxy="clients", internal="grpc"),
        _role("querynode1", "querynode", "QUERYNODE_PORT", query_node="grpc"),
        _role("querynode2", "querynode", "QUERYNODE_PORT", query_node_2="grpc"),
        _role("datanode", "datanode", "DATANODE_PORT", data_node="grpc"),
        _role("indexnode", "indexnode", "INDEXNODE_PORT", index_node="grpc"),
    )
}
"""In the order in which they begin: what everything needs comes first."""

MILVUS = tuple(part.name for part in PARTS.values() if part.milvus)

PORTS = {
    **configure.PORTS,
    "query_node_2": 21125,
    "log": 9092,
    **{part.metrics: 9092 + number for number, part in enumerate(PARTS.values()) if part.milvus and part.role != "proxy"},
}
"""As they are opened; in a namespace of its own nobody else has them. The proxy's metrics are where a standalone's are."""

CHANGES: dict[str, Any] = {
    "etcd.use.embed": False,
    "common.storageType": "local",  # one folder that all of them see, as an S3 bucket would be
    "mq.type": "kafka",
    # What Milvus ships (a standalone of ours has 60): a reader sees a cluster take as long as it takes elsewhere to
    # notice that a node is gone.
    "common.session.ttl": 30,
}
_SECTIONS = ("proxy", "rootCoord", "dataCoord", "queryCoord", "queryNode", "dataNode", "indexNode")


def write(folder: Path, template: Path, ports: Mapping[str, int]) -> None:
    """Write ``configs/`` below `folder`, and make the folders that the parts use.

    Args:
        template: ``config.yaml.template`` of the package.
    """
    configure.write(folder, template, "default", ports, {})
    path = folder / "configs" / "milvus.yaml"
    config = yaml.safe_load(path.read_text())
    changes = {**CHANGES, **{f"{section}.ip": "127.0.0.1" for section in _SECTIONS}}
    changes["etcd.endpoints"] = f"127.0.0.1:{ports['etcd']}"
    changes["kafka.brokerList"] = f"127.0.0.1:{ports['log']}"
    for name in ("saslUsername", "saslPassword", "saslMechanisms", "securityProtocol"):
        changes[f"kafka.{name}"] = ""
    for place, value in changes.items():
        configure.put(config, place, value)
    path.write_text(yaml.safe_dump(config, sort_keys=False))
    for part in PARTS.values():
        (folder / "parts" / part.name).mkdir(parents=True, exist_ok=True)


def arguments(part: Part, folder: Path, programs: Mapping[str, str], ports: Mapping[str, int]) -> list[str]:
    """The argument vector of one part.

    Args:
        programs: paths by ``etcd``, ``log``, ``milvus``, as :func:`grader.backends.cluster.found.programs` gives them.
    """
    here = "127.0.0.1"
    if part.role == "etcd":
        client, peer = (f"http://{here}:{ports[name]}" for name in ("etcd", "etcd_peer"))
        return [
            programs["etcd"], "--name", "default", "--data-dir", str(folder / "parts" / "etcd" / "data"),
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}",
            "--log-level", "warn", "--unsafe-no-fsync",
            "--heartbeat-interval", "10", "--election-timeout", "100",  # it elects itself: nothing is gained by waiting
        ]  # fmt: skip
    if part.role == "log":
        url = f"tcp://{here}:{ports['log']}"
        memory = "memory://tansu/"
        return [programs["log"], "broker", "--listener-url", url, "--advertised-listener-url", url, "--storage-engine", memory]
    return [programs["milvus"], "run", part.role]


def variables(part: Part, folder: Path, programs: Mapping[str, str], ports: Mapping[str, int]) -> dict[str, str]:
    """The whole environment of one part."""
    own = str(folder / "parts" / part.name)
    if not part.milvus:
        return {"PATH": "/usr/bin:/bin", "HOME": own, "TMPDIR": own}
    libraries = os.pathsep.join((programs["librdkafka"], programs["libraries"]))
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": own,
        "TMPDIR": own,
        "MILVUSCONF": str(folder / "configs"),
        "MILVUS_RUN_DIR": own,
        "METRICS_PORT": str(ports[part.metrics]),
        "DEPLOY_MODE": "CLUSTER",
        "LD_LIBRARY_PATH": libraries,
        part.setting: str(ports[next(iter(part.ports))]),
    }
