"""A checklist for production as a program: each line is a question, a function that answers it, and what it is against.

`CHECKS` ask the values of the chart zilliztech/milvus 5.0.19, merged as Helm merges them; nothing has to be running.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

DEFAULTS = {
    "image": {"all": {"tag": "v2.6.15"}}, "pulsarv3": {"enabled": True}, "pulsar": {"enabled": False}, "kafka": {"enabled": False},
    "proxy": {"replicas": 1}, "mixCoordinator": {"replicas": 1}, "queryNode": {"replicas": 1}, "streamingNode": {"replicas": 1}, "dataNode": {"replicas": 1},
    "etcd": {"replicaCount": 3, "pdb": {"create": False}}, "minio": {"enabled": True, "mode": "distributed"}, "metrics": {"enabled": True},
    "service": {"type": "ClusterIP"}, "extraConfigFiles": {"user.yaml": ""},
}  # fmt: skip
PARTS = ("proxy", "mixCoordinator", "queryNode", "streamingNode", "dataNode")


@dataclass(frozen=True)
class Line:
    """One line of the checklist; `ask` returns an empty text, or what was found instead."""

    name: str
    against: str
    ask: object


def merge(base, over):
    """Two value files as Helm puts them together: sections by key, anything else is replaced."""
    found = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = merge(found[key], value) if both else value
    return found


def values(*files):
    """The values that count: the chart's defaults, and one file after the other on top."""
    found = DEFAULTS
    for file in files:
        found = merge(found, yaml.safe_load(Path(file).read_text(encoding="utf-8")))
    return found


def at(data, place, default=None):
    for key in place.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return default if data is None else data


def user(found):
    """What user.yaml says, which to Helm is a text."""
    return yaml.safe_load(at(found, "extraConfigFiles", {}).get("user.yaml") or "") or {}


def _pinned(v):
    tag = str(at(v, "image.all.tag", ""))
    return "" if re.fullmatch(r"v\d+\.\d+\.\d+", tag) else f"image tag `{tag}`"


def _one_log(v):
    more = [name for name in ("pulsarv3", "pulsar", "kafka") if at(v, f"{name}.enabled")]
    return f"{' and '.join(more)} would start beside Woodpecker" if more else ""


def _count(v, part):
    return at(v, f"{part}.hpa.minReplicas", 1) if at(v, f"{part}.hpa.enabled") else at(v, f"{part}.replicas", 1)


def _twice(v):
    return ", ".join(f"one {part}" for part in PARTS if _count(v, part) < 2)


def _memory(v):
    def differs(part):
        sizes = [at(v, f"{part}.resources.{kind}.memory") for kind in ("requests", "limits")]
        return sizes[0] is None or sizes[0] != sizes[1]

    return ", ".join(part for part in PARTS if differs(part))


def _spread(v):
    rules = at(v, "queryNode.topologySpreadConstraints", []) or at(v, "queryNode.affinity")
    return "" if rules else "they may share a machine"


def _majority(v):
    count = at(v, "etcd.replicaCount", 1)
    if count < 3 or count % 2 == 0:
        return f"{count} etcd"
    return "" if at(v, "etcd.pdb.create") else "no disruption budget for etcd"


def _door(v):
    return "" if at(user(v), "common.security.authorizationEnabled") is True else "everyone is root"


def _line(v):
    return "" if at(user(v), "common.security.tlsMode", 0) in (1, 2) else "passwords and vectors travel in the clear"


def _keys(v):
    if at(v, "minio.enabled"):
        return "" if at(v, "minio.existingSecret") else "MinIO with the chart's well-known keys"
    return "keys in the values" if at(v, "externalS3.secretKey") else ""


def _rollout(v):
    def gap(part):
        return at(v, f"{part}.strategy.rollingUpdate.maxUnavailable", "25%")

    parts = [part for part in ("proxy", "queryNode", "streamingNode") if gap(part) != 0]
    return f"{', '.join(parts)}: {gap(parts[0])} may be missing, which depends on their number" if parts else ""


def _flood(v):
    limits = at(user(v), "quotaAndLimits", {})
    return ", ".join(f"no limit that counts for `{kind}`" for kind in ("dml", "dql") if at(limits, f"{kind}.enabled") is not True)


def _scraped(v):
    return "" if at(v, "metrics.serviceMonitor.enabled") else "no ServiceMonitor"


CHECKS = (
    Line("a whole version", "a pod of tomorrow that is not what you tested", _pinned),
    Line("one log", "a Pulsar that you operate and never use", _one_log),
    Line("two of each", "the loss of one machine", _twice),
    Line("memory: request = limit", "being ended first when a machine is full", _memory),
    Line("query nodes apart", "both replicas on one machine", _spread),
    Line("a majority of etcds", "an upgrade of the machines that takes two at once", _majority),
    Line("authorization", "anyone who reaches the port", _door),
    Line("TLS", "anyone on the way", _line),
    Line("no well-known keys", "anyone who has read the manual", _keys),
    Line("no gap in a rollout", "errors on a Tuesday afternoon", _rollout),
    Line("limits that count", "one client's loop", _flood),
    Line("scraped", "alerts that never fire", _scraped),
)


def run(found):
    """Every line with what was found instead; a line that cannot be answered is not a line that passed."""
    answers = []
    for line in CHECKS:
        try:
            answers.append((line, line.ask(found)))
        except Exception as error:  # values are written by people
            answers.append((line, f"cannot be read: {type(error).__name__}"))
    return answers
