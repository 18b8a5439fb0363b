"""What the 2.3.5 binary is told: the template in its package, its ports, and what a launch profile changes."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Any

import yaml

from grader.backends.base import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PORTS = {
    "proxy": 19530, "internal": 19529, "root_coord": 53100, "query_coord": 19531, "query_node": 21123,
    "index_coord": 31000, "index_node": 21121, "data_coord": 13333, "data_node": 21124,
    "metrics": 9091, "etcd": 2379, "etcd_peer": 2380,
}  # fmt: skip
"""As the server opens them; in a namespace of its own nobody else has them."""

_PLACES = {
    "proxy.port": "proxy", "proxy.internalPort": "internal", "rootCoord.port": "root_coord",
    "queryCoord.port": "query_coord", "queryNode.port": "query_node", "indexNode.port": "index_node",
    "dataCoord.port": "data_coord", "dataNode.port": "data_node",
}  # fmt: skip

COMMON: dict[str, Any] = {
    "log.file.rootPath": "",  # it writes everything to its output too
    "common.session.ttl": 60,  # a machine that stands still for longer ends the server
    "common.gracefulStopTimeout": 3,
    "grpc.client.maxBackoff": 0.5,  # its parts find each other after a restart in 3 s instead of 8
    # Four timers of the query coordinator: an empty collection loads in 1.9 s instead of 2.4, and no restart in ten
    # leaves a collection "not loaded" for ten seconds more.
    "queryCoord.UpdateNextTargetInterval": 1,
    "queryCoord.checkSegmentInterval": 100,
    "queryCoord.checkChannelInterval": 100,
    "queryCoord.distPullInterval": 100,
}

_AUTH = {"common.security.authorizationEnabled": True}

PROFILES: dict[str, dict[str, Any]] = {
    "default": {},
    "auth": _AUTH,
    "accesslog": {
        **_AUTH,
        "proxy.accessLog.enable": True,
        "proxy.accessLog.filename": "access.log",
        "proxy.accessLog.cacheSize": 0,  # every line is in the file before the next call
    },
    "tls": {"common.security.tlsMode": 1},
    "mtls": {"common.security.tlsMode": 2},
}


def endpoint(profile: str, port: int, files: Mapping[str, str], metrics: str, socket: str | None) -> Endpoint:
    """How a server with this profile is reached.

    Args:
        port: of the proxy on loopback; not used where there is a socket and no TLS.
        files: what :func:`grader.backends.certificates.make` made; the server's own key is not handed out.
        socket: ``unix:/path``, or None.
    """
    given = {k: v for k, v in files.items() if k != "server_key"}
    if profile == "tls":
        return Endpoint(f"https://localhost:{port}", {"server_pem_path": given["ca"], "server_name": "localhost"},
                        given, metrics, socket)  # fmt: skip
    if profile == "mtls":
        names = {"client_pem_path": "client_cert", "client_key_path": "client_key", "ca_pem_path": "ca"}
        admin = {**{k: given[v] for k, v in names.items()}, "server_name": "localhost"}
        return Endpoint(f"https://localhost:{port}", admin, given, metrics, socket)
    return Endpoint(socket or f"http://127.0.0.1:{port}", metrics=metrics, socket=socket)


def free_ports(names: Iterable[str] = PORTS) -> dict[str, int]:
    """Ports that nobody has at this moment, for a server that shares our network."""
    sockets = {}
    try:
        for name in names:
            sockets[name] = socket.create_server(("127.0.0.1", 0))
        return {name: sock.getsockname()[1] for name, sock in sockets.items()}
    finally:
        for sock in sockets.values():
            sock.close()


def write(
    folder: Path, template: Path, profile: str, ports: Mapping[str, int], files: Mapping[str, str], more: Mapping[str, Any] | None = None
) -> None:
    """Write ``configs/`` below `folder`: milvus.yaml, glog.conf, and etcd.yaml with etcd's own ports.

    Args:
        template: ``config.yaml.template`` of the package.
        files: the certificates, by the names of :mod:`grader.backends.certificates`.
        more: values by their place, over those of the profile.
    """
    configs = folder / "configs"
    for made in (configs, folder / "data", folder / "logs"):
        made.mkdir(parents=True, exist_ok=True)
    values: dict[str, Any] = {
        "local_storage_dir": folder / "data",
        "etcd_data_dir": folder / "data" / "etcd",
        "rocksmq_data_dir": folder / "data" / "rocksmq",
        "rocketmq_data_dir": folder / "data" / "rocksmq",  # as 2.2.16 calls it
        "etcd_log_path": folder / "logs" / "etcd.log",
        "system_log_path": folder / "logs",
        "etcd_port": ports["etcd"],
        "index_coord_port": ports["index_coord"],
    }
    config = yaml.safe_load(_fill(template.read_text(), values))
    changes = {**COMMON, **PROFILES[profile], **{place: ports[name] for place, name in _PLACES.items()}, **(more or {})}
    if "proxy.accessLog.enable" in changes:
        changes["proxy.accessLog.localPath"] = str(folder / "logs")
    if "common.security.tlsMode" in changes:
        changes |= {"tls.serverPemPath": files["server_cert"], "tls.serverKeyPath": files["server_key"]}
        changes["tls.caPemPath"] = files["ca"]
    for place, value in changes.items():
        put(config, place, value)
    (configs / "milvus.yaml").write_text(yaml.safe_dump(config, sort_keys=False))
    if (glog := template.parent / "glog.conf").is_file():  # 2.2.16 has none
        (configs / "glog.conf").write_text(glog.read_text())
    # The embedded etcd ignores etcd.endpoints and takes 2379 unless it has a file of its own.
    client, peer = (f"http://127.0.0.1:{ports[name]}" for name in ("etcd", "etcd_peer"))
    etcd = {
        "name": "default", "data-dir": str(folder / "data" / "etcd"),
        "listen-client-urls": client, "advertise-client-urls": client,
        "listen-peer-urls": peer, "initial-advertise-peer-urls": peer, "initial-cluster": f"default={peer}",
        "log-outputs": [str(folder / "logs" / "etcd.log")], "quota-backend-bytes": 4 << 30,
        "auto-compaction-mode": "revision", "auto-compaction-retention": "1000", "unsafe-no-fsync": True,
        "heartbeat-interval": 10, "election-timeout": 100,  # it elects itself: nothing is gained by waiting 1 s
    }  # fmt: skip
    (configs / "etcd.yaml").write_text(yaml.safe_dump(etcd, sort_keys=False))


def variables(folder: Path, binaries: Path, ports: Mapping[str, int]) -> dict[str, str]:
    """The server's whole environment."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "MILVUSCONF": str(folder / "configs"),
        "MILVUS_RUN_DIR": str(folder / "run"),
        "ETCD_CONFIG_PATH": str(folder / "configs" / "etcd.yaml"),
        "METRICS_PORT": str(ports["metrics"]),
        "DEPLOY_MODE": "STANDALONE",
        "LD_LIBRARY_PATH": str(binaries),
        "DYLD_LIBRARY_PATH": str(binaries),
    }


def _fill(text: str, values: Mapping[str, Any]) -> str:
    """``{{ name(type): default }}`` becomes the value of that name, or the default."""

    def one(found: re.Match[str]) -> str:
        name, _, default = found.group(1).partition(":")
        return str(values.get(name.split("(")[0].strip(), default.strip()))

    return re.sub(r"\{\{(.*?)\}\}", one, text)


def put(config: dict[str, Any], place: str, value: Any) -> None:
    """Set ``proxy.accessLog.enable``; sections that are not there are made."""
    *path, last = place.split(".")
    for name in path:
        config = config.setdefault(name, {})
    config[last] = value
