"""A rolling update, a drain and an autoscaler on the API server of $KUBECONFIG, with what the chart renders; called by record_deploying.py.

Nothing but the query nodes and proxies of the rendered chart is applied, in a namespace of its own. The nodes are played by kwok
(https://kwok.sigs.k8s.io, with kwok_stages.yaml): they say that every pod runs, and run none. Who decides is real: scheduler, Deployment controller, eviction.
"""

from __future__ import annotations

import json
import subprocess
import threading
import time
from typing import Any

from record_deploying import FILES, ROOT, ran, rendered, write

SPACE = "papers"
MACHINE = {"cpu": "8", "memory": "28Gi", "pods": "110"}


def kubectl(*arguments: str, said: Any = None, fails: bool = False) -> str:
    text = json.dumps({"apiVersion": "v1", "kind": "List", "items": said} if isinstance(said, list) else said) if said else ""
    return ran("kubectl", *arguments, said=text, fails=fails).strip()


def machine(name: str, zone: str) -> dict[str, Any]:
    labels = {"kubernetes.io/hostname": name, "topology.kubernetes.io/zone": zone, "type": "kwok"}
    return {"apiVersion": "v1", "kind": "Node", "metadata": {"name": name, "labels": labels, "annotations": {"kwok.x-k8s.io/node": "fake"}}, "status": {"allocatable": MACHINE, "capacity": MACHINE}}


def pods(component: str) -> list[dict[str, Any]]:
    return json.loads(kubectl("get", "pods", "-n", SPACE, "-l", f"component={component}", "-o", "json"))["items"]


def ready(pod: dict[str, Any]) -> bool:
    return "deletionTimestamp" not in pod["metadata"] and any(c["type"] == "Ready" and c["status"] == "True" for c in pod.get("status", {}).get("conditions", []))


def until(true: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


class Watch:
    """The smallest number of ready pods while something happens."""

    def __init__(self, component: str) -> None:
        self.component, self.seen, self._over = component, [], threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not self._over.is_set():
            self.seen.append(sum(map(ready, pods(self.component))))

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(10)


def deployment(chart: str, component: str, *files: str) -> dict[str, Any]:
    """One Deployment of the rendered chart; the readiness that kwok plays needs no probe."""
    one = next(d for d in rendered(chart, *files) if d["kind"] == "Deployment" and d["metadata"]["labels"].get("component") == component)
    one["metadata"]["namespace"] = SPACE
    return one


def image(one: dict[str, Any], tag: str) -> dict[str, Any]:
    copy = json.loads(json.dumps(one))
    copy["spec"]["template"]["spec"]["containers"][0]["image"] = f"milvusdb/milvus:{tag}"
    return copy


def fresh(*items: dict[str, Any], machines: int) -> None:
    kubectl("delete", "namespace", SPACE, "--ignore-not-found", "--wait=true", "--timeout=60s")
    kubectl("delete", "nodes", "-l", "type=kwok", "--ignore-not-found")
    kubectl("apply", "-f", "-", said=[machine(f"machine-{n}", "abc"[n % 3]) for n in range(1, machines + 1)])
    kubectl("create", "namespace", SPACE)
    until(lambda: kubectl("get", "serviceaccount", "default", "-n", SPACE, fails=True).startswith("NAME"), 20)
    kubectl("apply", "-f", "-", said=list(items))


def rollout(chart: str) -> str:
    lines = []
    plans = [("maxUnavailable 0, maxSurge 1", {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}}, machines) for machines in (3, 4)]
    plans += [("maxUnavailable 1, maxSurge 0", {"rollingUpdate": {"maxUnavailable": 1, "maxSurge": 0}}, 3), ("Recreate", {"type": "Recreate", "rollingUpdate": None}, 3)]
    for name, strategy, machines in plans:
        one = deployment(chart, "querynode", *FILES)
        one["spec"]["strategy"] = {k: v for k, v in strategy.items() if v}
        fresh(one, machines=machines)
        if not until(lambda: sum(map(ready, pods("querynode"))) == 3, 40):
            raise SystemExit("Expected three ready query nodes; next: kubectl get pods -n papers")
        begin = time.monotonic()
        with Watch("querynode") as watch:
            kubectl("apply", "-f", "-", said=image(one, "v3.0.3"))
            done = kubectl("rollout", "status", "deployment/papers-milvus-querynode", "-n", SPACE, "--timeout=20s", fails=True)
        waits = [c["message"] for p in pods("querynode") for c in p.get("status", {}).get("conditions", []) if c.get("reason") == "Unschedulable"]
        ended = f"ended after {time.monotonic() - begin:.0f} s" if "successfully" in done else "**not ended** after 20 s"
        lines.append(f"| {name} | {machines} | {ended} | {min(watch.seen)} of 3 | {waits[0].split(' no new claims')[0].split(' preemption')[0] if waits else ''} |")
    return "Query nodes with 16 GiB each, as the two files render them, on machines of 28 GiB; the image is changed from v3.0.2 to v3.0.3.\n\n| strategy | machines | the update | ready at the worst moment | the scheduler said |\n|:---|---:|:---|---:|:---|\n" + "\n".join(lines)


def drain(chart: str) -> str:
    lines = []
    for name, rule in (("none", None), ("maxUnavailable: 1, as in budgets.yaml", {"maxUnavailable": 1}), ("minAvailable: 3", {"minAvailable": 3})):
        items = [deployment(chart, "querynode", *FILES)]
        if rule:
            budget = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "papers-querynode", "namespace": SPACE}, "spec": {**rule, "selector": {"matchLabels": {"app.kubernetes.io/instance": "papers", "component": "querynode"}}}}
            items.append(budget)
        fresh(*items, machines=4)
        until(lambda: sum(map(ready, pods("querynode"))) == 3, 40)
        time.sleep(2)  # the budget's controller counts
        nodes = sorted(p["spec"]["nodeName"] for p in pods("querynode"))[:2]
        with Watch("querynode") as watch:
            running = [subprocess.Popen(["kubectl", "drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=20s"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for node in nodes]
            said = [process.communicate(timeout=60)[0] for process in running]
            until(lambda: all(map(ready, pods("querynode"))), 5)
        drained = sum("drained" in text.splitlines()[-1] for text in said if text.strip())
        refused = next((line for text in said for line in text.splitlines() if "disruption budget" in line), "")
        lines.append(f"| {name} | {drained} of 2 | {min(watch.seen)} of 3 | {refused.split('): ')[-1].strip()} |")
        for node in nodes:
            kubectl("uncordon", node, fails=True)
    return "Three query nodes on four machines, of which two are drained at the same moment, for up to 20 s (`kubectl drain`). One machine is free, so one pod finds a new place.\n\n| budget | machines drained | ready at the worst moment | an eviction was refused with |\n|:---|---:|---:|:---|\n" + "\n".join(lines)


def autoscaler(chart: str) -> str:
    scaled = [d for d in rendered(chart, *FILES) if d["kind"] == "HorizontalPodAutoscaler"]
    for one in scaled:
        one["metadata"]["namespace"] = SPACE
    with_number, without = deployment(chart, "proxy", FILES[0]), deployment(chart, "proxy", *FILES)
    lines = []
    for name, one in (("`replicas: 2`", with_number), ("`replicas: -1`, no number is rendered", without)):
        fresh(one, machines=4)
        kubectl("scale", "deployment/papers-milvus-proxy", "-n", SPACE, "--replicas=5")
        kubectl("apply", "-f", "-", said=image(one, "v3.0.3"))
        now = json.loads(kubectl("get", "deployment/papers-milvus-proxy", "-n", SPACE, "-o", "json"))["spec"]["replicas"]
        lines.append(f"| {name} | {now} |")
    fresh(without, *scaled, machines=4)


    def conditions() -> list[dict[str, str]]:
        return json.loads(kubectl("get", "hpa", "-n", SPACE, "-o", "json"))["items"][0].get("status", {}).get("conditions") or []

    until(lambda: any(c["type"] == "ScalingActive" for c in conditions()), 70)
    said = conditions()
    reason = next((f"{c['reason']}: {c['message'].split(': ')[-2]}" for c in said if c["type"] == "ScalingActive"), "nothing yet")
    replicas = json.loads(kubectl("get", "deployment/papers-milvus-proxy", "-n", SPACE, "-o", "json"))["spec"]["replicas"]
    return (
        "Something has raised the proxies to five, and then the next version of the values is applied:\n\n| the values say | proxies afterwards |\n|:---|---:|\n" + "\n".join(lines)
        + f"\n\nAnd an autoscaler is a reader of metrics: on a server without the metrics API its condition `ScalingActive` was `{reason}`, and the proxies were {replicas}."
    )


def main(chart: str) -> None:
    version = json.loads(kubectl("version", "-o", "json"))
    refused = kubectl("apply", "--dry-run=server", "-f", str(ROOT / "deploy" / "kubernetes" / "budgets.yaml"), fails=True)
    print(refused)
    document = {
        "with": f"Kubernetes {version['serverVersion']['gitVersion'].removeprefix('v')} with its own scheduler and controllers, nodes played by kwok 0.7.0, kubectl {version['clientVersion']['gitVersion'].removeprefix('v')}, chart zilliztech/milvus 5.0.19; `python scripts/record_deploying.py kubernetes CHART`",
        "rollout": rollout(chart), "drain": drain(chart), "autoscaler": autoscaler(chart), "dry run": refused,
    }  # fmt: skip
    write("ch20_kubernetes", document)
    print(json.dumps(document, indent=1))
