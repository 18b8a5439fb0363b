"""Record what chapter 20 shows of a cluster, of Helm and of Kubernetes.

    python scripts/record_deploying.py parts        # takes each process of a cluster away: ch20_parts.json
    python scripts/record_deploying.py helm CHART   # renders deploy/kubernetes with helm: ch20_helm.json
    python scripts/record_deploying.py kubernetes CHART   # on the API server of $KUBECONFIG: ch20_kubernetes.json

``parts`` needs what ``course.milvus(["roles"], config="cluster")`` needs. The others need ``helm`` on the PATH, and CHART, the folder of
the unpacked chart zilliztech/milvus 5.0.19; ``helm`` also ``kubernetes-validate``, ``kubernetes`` also ``kubectl``, and kwok 0.7.0
running with scripts/kwok_stages.yaml, which plays the nodes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
RECORDED = ROOT / "lessons" / "recorded"
sys.path.insert(0, str(ROOT / "lessons"))
FILES = [str(ROOT / "deploy" / "kubernetes" / name) for name in ("helm-cluster.yaml", "helm-production.yaml")]
PARTS = ("proxy", "rootcoord", "datacoord", "querycoord", "querynode1", "datanode", "indexnode", "log")


def write(name: str, document: dict[str, Any]) -> None:
    (RECORDED / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def parts() -> None:
    """Each process of a cluster is taken away for four seconds while three calls go on."""
    from models import outage

    import grader.lesson as course

    cluster = course.milvus(["roles"], config="cluster")
    vectors = outage.prepare(cluster.client())
    found = {}
    for part in PARTS:
        calls = outage.calls(lambda: cluster.client(uri=cluster.uri, timeout=3, dedicated=True), vectors)
        seen, (left, back) = outage.watch(calls, lambda part=part: cluster.stop_role(part), lambda part=part: cluster.start_role(part), patience=90)
        found[part] = {"left": round(left, 2), "back": round(back, 2), "seen": [[one.call, round(one.at, 2), round(one.took, 2), one.good, one.said] for one in seen]}
        print(part, outage.summary(seen, back), flush=True)
    write("ch20_parts", {"milvus": f"{cluster.identity}, eight processes with etcd and a Kafka-compatible log on one machine, one replica over two query nodes", "parts": found})


def ran(*command: str, said: str = "", fails: bool = False) -> str:
    done = subprocess.run(command, input=said, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode and not fails:
        raise SystemExit(f"Expected {' '.join(command)} to work; it said: {done.stderr[-600:]}")
    return done.stdout + (done.stderr if fails else "")


def rendered(chart: str, *files: str, sets: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    given = [part for file in files for part in ("-f", file)] + [part for one in sets for part in ("--set", one)]
    return [d for d in yaml.safe_load_all(ran("helm", "template", "papers", chart, *given)) if d]


def helm(chart: str) -> None:
    """What the two value files become: kinds, what is validated, and three things that values alone do not show."""
    renders = {"helm-cluster.yaml": rendered(chart, FILES[0]), "both": rendered(chart, *FILES)}
    found: dict[str, Any] = {}
    for name, documents in renders.items():
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            yaml.safe_dump_all(documents, file)
            file.flush()
            said = ran("kubernetes-validate", "--strict", "-k", "1.31", file.name, fails=True)
        kinds: dict[str, int] = {}
        for one in documents:
            kinds[one["kind"]] = kinds.get(one["kind"], 0) + 1
        config = next(d for d in documents if d["kind"] == "ConfigMap" and "default.yaml" in d.get("data", {}))["data"]
        budgets = [d["metadata"]["name"] for d in documents if d["kind"] == "PodDisruptionBudget"]
        deployments = {d["spec"]["template"]["metadata"]["labels"]["component"]: d["spec"].get("replicas") for d in documents if d["kind"] == "Deployment" and "component" in d["spec"]["template"]["metadata"]["labels"]}
        found[name] = {"kinds": kinds, "passed": said.count(" passed"), "unknown": said.count("Couldn't find schema"), "failed": said.count("ERROR"), "budgets": budgets, "replicas": deployments,
                       "user.yaml": config["user.yaml"], "access key": (yaml.safe_load(config["default.yaml"]).get("minio") or {}).get("accessKeyID")}  # fmt: skip
    tls = [d for d in rendered(chart, FILES[0], sets=("proxy.tls.enabled=true", "proxy.tls.secretName=milvus-tls")) if d["kind"] == "Deployment"]
    typo = rendered(chart, FILES[0], sets=("queryNodes.replicas=9",)) == renders["helm-cluster.yaml"]
    found["proxy.tls mounts"] = sum("milvus-tls" in json.dumps(d) for d in tls)
    found["a typo changes nothing"] = typo
    version = ran("helm", "version", "--short").split("+")[0].removeprefix("v")
    lint = ran("helm", "lint", chart, *[part for file in FILES for part in ("-f", file)]).strip().splitlines()[-1]
    write("ch20_helm", {"with": f"Helm {version}, chart zilliztech/milvus 5.0.19, kubernetes-validate --strict against Kubernetes 1.31", "lint": lint, "renders": found})
    print(json.dumps(found, indent=1)[:3000], lint)


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["?"]
    if what == "kubernetes":
        import rehearse_kubernetes  # it imports from here

        rehearse_kubernetes.main(*rest)
    elif what in ("parts", "helm"):
        globals()[what](*rest)
    else:
        raise SystemExit(f"Expected parts, helm or kubernetes, found {what}. Next: python scripts/record_deploying.py parts")
