"""Checks of ch20/ex01: what the values mean on top of chapter 7's, and what the budgets allow."""

import pytest

from grader.checks import check, fail, misconception, require

BASE = {
    "cluster": {"enabled": True}, "image": {"all": {"tag": "v3.0.2"}},
    "streaming": {"enabled": True}, "pulsarv3": {"enabled": False}, "metrics": {"enabled": True, "serviceMonitor": {"enabled": False}},
    "proxy": {"replicas": 2, "hpa": {"enabled": False, "minReplicas": 1, "maxReplicas": 5, "cpuUtilization": 40}}, "mixCoordinator": {"replicas": 2, "activeStandby": {"enabled": True}},
    "queryNode": {"replicas": 3, "hpa": {"enabled": False}}, "streamingNode": {"replicas": 2}, "dataNode": {"replicas": 2, "hpa": {"enabled": False}},
    "minio": {"enabled": True}, "externalS3": {"enabled": False},
    "extraConfigFiles": {"user.yaml": "common:\n  security:\n    authorizationEnabled: true\n"},
}  # fmt: skip
COMPONENTS = {"proxy": "proxy", "mixcoord": "mixCoordinator", "querynode": "queryNode", "streamingnode": "streamingNode", "datanode": "dataNode"}


@pytest.fixture
def values(work, support):
    """Chapter 7's values with the learner's on top, as Helm merges them."""
    found = work.yaml("values.yaml")
    if not isinstance(found, dict):
        fail(called="reading values.yaml", returned=repr(found), expected="sections of values")
    return support.merged(BASE, found)


@pytest.fixture
def settings(values, support):
    return support.user_yaml(values)


def parts(path):
    """A path, folder by folder."""
    return [part for part in path.split("/") if part not in ("", ".")]


def switched(support, values, place, wanted, why):
    found = support.at(values, place, False)
    require(found is wanted, called=place, returned=repr(found), expected=str(wanted).lower(), why=why)


@check(points=2)
def test_scaling(values, support):
    """The version stays, the number of proxies follows their load, that of query nodes does not"""
    require(support.at(values, "image.all.tag") == "v3.0.2", called="image.all.tag", returned=repr(support.at(values, "image.all.tag")), expected="v3.0.2", why="A new configuration and a new version are two changes.")
    switched(support, values, "proxy.hpa.enabled", True, "Without it the number is fixed.")
    low, high, cpu = (support.at(values, f"proxy.hpa.{name}") for name in ("minReplicas", "maxReplicas", "cpuUtilization"))
    require(support.whole(low) and support.whole(high) and 2 <= low < high <= 8, called="proxy.hpa", returned=f"from {low} to {high}", expected="from 2 or more to 8 or fewer, with room between", why="One proxy goes with its machine; a number without an upper end is a bill without one.")
    require(support.whole(cpu) and 40 <= cpu <= 80, called="proxy.hpa.cpuUtilization", returned=repr(cpu), expected="a whole number from 40 to 80", why="It is a share of what is requested. Near 100 it is too late.")
    require(support.at(values, "proxy.replicas") == -1, called="proxy.replicas", returned=repr(support.at(values, "proxy.replicas")), expected="-1", why="With a number each `helm upgrade` sets the proxies back to it, in the middle of the load.")
    if support.at(values, "queryNode.hpa.enabled", False) is not False:
        misconception("memory-says-when-to-grow", called="queryNode.hpa.enabled", returned=repr(support.at(values, "queryNode.hpa.enabled")), expected="false", evidence="an autoscaler for the query nodes, and the chart's also has memory as a target, 40%",
                      why="Loaded segments fill the memory whether or not anyone searches. What does this autoscaler do on a quiet Sunday?")
    require(support.at(values, "queryNode.replicas") == 3, called="queryNode.replicas", returned=repr(support.at(values, "queryNode.replicas")), expected="3", why="The statement keeps the three.")


@check(points=2)
def test_rollout(values, support):
    """No pod that answers goes before its successor is ready"""
    for section, count in (("proxy", support.at(values, "proxy.hpa.minReplicas", 2)), ("queryNode", 3), ("streamingNode", 2)):
        found = support.at(values, f"{section}.strategy", {})
        told = {"called": f"{section}.strategy", "returned": repr(found)[:200]}
        require(isinstance(found, dict) and found.get("type", "RollingUpdate") == "RollingUpdate", **told, expected="a RollingUpdate", why="Recreate ends all of them first.")
        rolling = found.get("rollingUpdate") if isinstance(found.get("rollingUpdate"), dict) else {}
        gone = rolling.get("maxUnavailable", "25%")
        # A percentage of unavailable pods is rounded down, one of surplus pods up.
        none = gone in (0, "0%") and gone is not False
        surge = support.pods_of(rolling.get("maxSurge", "25%"), count if support.whole(count) else 2)
        require(none, **told, expected="maxUnavailable: 0", why="A percentage depends on the number of today: 25% of four is one pod.")
        require(surge is not None and surge >= 1, **told, expected="maxSurge of at least 1", why="With neither, nothing can ever be replaced, and Kubernetes refuses it.")


@check(points=2)
def test_bucket(values, support):
    """The bytes lie in the bucket, and a role opens it"""
    switched(support, values, "minio.enabled", False, "What you do not switch off, you operate.")
    switched(support, values, "externalS3.enabled", True, "Without MinIO and without this there is no place for segments.")
    for name in ("host", "bucketName"):
        found = support.at(values, f"externalS3.{name}", "")
        require(isinstance(found, str) and found.strip() != "", called=f"externalS3.{name}", returned=repr(found), expected="a name", why="The chart's default is empty.")
    for name in ("useSSL", "useIAM"):
        switched(support, values, f"externalS3.{name}", True, "Segments on a network, and keys in a file, are for everyone who gets hold of them.")
    for section in ("externalS3", "minio"):
        for name in ("accessKey", "secretKey"):
            require(support.at(values, f"{section}.{name}", "") == "", called=f"{section}.{name}", returned="a text", expected="nothing", why="This file is in a repository, and a history forgets nothing.")


@check(points=1)
def test_metrics(values, support):
    """Prometheus finds the pods by itself"""
    switched(support, values, "metrics.enabled", True, "The chart's default is to have them.")
    switched(support, values, "metrics.serviceMonitor.enabled", True, "An alert about what is not scraped never fires.")


@check(points=2)
def test_door(settings, support):
    """Clients have to log in, on an encrypted line"""
    found = support.at(settings, "common.security.authorizationEnabled", False)
    if found is not True and "authorizationEnabled" not in support.at(settings, "common.security", {}):
        misconception("two-texts-are-merged", called="user.yaml: common.security.authorizationEnabled", returned="nothing", expected="true", evidence="your user.yaml says nothing about authorization, and it replaces chapter 7's text as a whole",
                      why="Helm merges sections. What is `user.yaml` to Helm?")
    require(found is True, called="user.yaml: common.security.authorizationEnabled", returned=repr(found), expected="true", why="By default everyone is root.")
    mode = support.at(settings, "common.security.tlsMode", 0)
    require(support.whole(mode) and mode in (1, 2), called="user.yaml: common.security.tlsMode", returned=repr(mode), expected="1, or 2 for both sides", why="Paths alone switch nothing on.")
    for name in ("serverPemPath", "serverKeyPath"):
        path = support.at(settings, f"tls.{name}", "")
        require(isinstance(path, str) and path.startswith("/"), called=f"user.yaml: tls.{name}", returned=repr(path), expected="an absolute path", why="The certificate, and its key.")


@check(points=2)
def test_certificate(values, settings, support):
    """The certificate is where Milvus looks for it"""
    volumes, mounts = values.get("volumes") or [], values.get("volumeMounts") or []
    for name, found in (("volumes", volumes), ("volumeMounts", mounts)):
        require(isinstance(found, list) and all(isinstance(one, dict) for one in found) and found != [], called=name, returned=repr(found)[:160], expected="a list with an entry for the certificate", why="Kubernetes puts into a pod what these two lists name.")
    secret = {v.get("name") for v in volumes if isinstance(v.get("secret"), dict) and isinstance(v["secret"].get("secretName"), str) and v["secret"]["secretName"]}
    folders = [parts(m["mountPath"]) for m in mounts if m.get("name") in secret and isinstance(m.get("mountPath"), str)]
    for name in ("serverPemPath", "serverKeyPath"):
        path = str(support.at(settings, f"tls.{name}", ""))
        inside = ".." not in parts(path) and any(parts(path)[: len(folder)] == folder and len(parts(path)) > len(folder) for folder in folders)
        require(inside, called=f"the file of tls.{name}, {path or 'no path'}", returned=f"not in a mounted Secret; mounted are {', '.join('/' + '/'.join(f) for f in folders) or 'none'}", expected="a path below the mount of a Secret", why="Milvus does not start without the file, and the pod has what is mounted.")


@check(points=3)
def test_flood(settings, support):
    """Writes and searches have a limit that counts"""
    for kind, rate, most, unit in (("dml", "insertRate", 20, "MB/s"), ("dql", "searchRate", 3000, "vectors per second")):
        place = f"user.yaml: quotaAndLimits.{kind}"
        section = support.at(settings, f"quotaAndLimits.{kind}", {})
        top, single = support.at(section, f"{rate}.max", -1), support.at(section, f"{rate}.collection.max", -1)
        require(support.number(top) and 0 < top <= most, called=f"{place}.{rate}.max", returned=repr(top), expected=f"more than 0 and at most {most} {unit}", why="-1, the default, is no limit.")
        require(support.number(single) and (single == -1 or 0 < single <= top), called=f"{place}.{rate}.collection.max", returned=repr(single), expected=f"nothing, or at most {top:g}", why="A part that is larger than the whole limits nothing.")
        if support.at(section, "enabled", False) is not True:
            misconception("a-rate-is-a-limit", called=f"{place}.enabled", returned=repr(support.at(section, "enabled", "nothing")), expected="true", evidence=f"{rate} is {top:g} {unit}, and {kind} is not enabled, so the number is never looked at",
                          why="Which line above the number says whether it counts?")


@check(points=3)
def test_drain(work, values, support):
    """Each machine can be drained, and no component is ever gone"""
    documents = [d for d in work.all_yaml("budgets.yaml") if d is not None]
    found = {}
    for one in documents:
        require(isinstance(one, dict) and one.get("kind") == "PodDisruptionBudget" and one.get("apiVersion") == "policy/v1", called="a document of budgets.yaml", returned=f"{one.get('apiVersion')} {one.get('kind')}" if isinstance(one, dict) else repr(one), expected="policy/v1 PodDisruptionBudget")
        selector = support.at(one, "spec.selector", {})
        labels = support.at(selector, "matchLabels", {})
        name = labels.get("component") if isinstance(labels, dict) else None
        right = isinstance(labels, dict) and labels.get("app.kubernetes.io/instance") == "papers" and name in COMPONENTS and labels.get("app.kubernetes.io/name", "milvus") == "milvus" and set(selector) == {"matchLabels"} and len(labels) <= 3 and set(labels) <= {"app.kubernetes.io/instance", "app.kubernetes.io/name", "component"}
        require(right, called=f"the selector of {support.at(one, 'metadata.name', 'a budget')}", returned=repr(selector)[:200], expected="app.kubernetes.io/instance: papers and component: one of the five, under matchLabels", why="A budget whose selector finds no pod protects none, in silence.")
        require(name not in found, called=f"the budgets of {name}", returned="two", expected="one", why="A pod with two budgets cannot be evicted at all.")
        found[name] = one
    names = [support.at(one, "metadata.name") for one in documents]
    require(all(isinstance(n, str) and n for n in names) and len(set(names)) == len(names), called="the names in budgets.yaml", returned=repr(names), expected="a name each", why="Under one name the second replaces the first.")
    require(set(found) == set(COMPONENTS), called="the components with a budget", returned=", ".join(sorted(found)) or "none", expected=", ".join(COMPONENTS), why="A drain that asks no budget takes two neighbors at once.")
    for name, section in COMPONENTS.items():
        count = support.at(values, f"{section}.replicas", 1)
        low = support.at(values, "proxy.hpa.minReplicas", 1) if section == "proxy" and support.at(values, "proxy.hpa.enabled", False) is True else None
        count = low if low is not None else count
        require(support.whole(count) and count >= 1, called=f"the pods of {name}", returned=repr(count), expected="a number", why="A budget is about that many pods.")
        spec = support.at(found[name], "spec", {})
        keys = [key for key in ("minAvailable", "maxUnavailable") if key in spec]
        require(len(keys) == 1, called=f"the budget of {name}", returned=", ".join(keys) or "neither", expected="either minAvailable or maxUnavailable", why="Kubernetes refuses both, and with neither none may go.")
        asked = support.pods_of(spec[keys[0]], count)
        told = {"called": f"the budget of {name}, {count} pods", "returned": f"{keys[0]}: {spec[keys[0]]}"}
        require(asked is not None, **told, expected="a number or a percentage in quotes")
        gone = asked if keys[0] == "maxUnavailable" else count - asked
        if gone < 1:
            misconception("the-strictest-budget-is-the-safest", **told, expected="a budget that lets one go", evidence=f"of {count} pods none may go, so no machine with one of them can ever be drained",
                          why="The administrator of the machines waits an hour, then uses force. Who is protected then?")
        require(gone < count, **told, expected="a budget that keeps one", why="All of them may go at once: that is no budget.")
