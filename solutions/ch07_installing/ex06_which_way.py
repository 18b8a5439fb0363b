"""Which way to install it?

Seven ways lead to a Milvus, and six colleagues ask which one is theirs. Write two functions:

- `why_not(situation, way)` → a sorted list of the words below that speak against this way; empty if it fits
- `choose(situation)` → the first way, in the order of the table, that nothing speaks against; None if there is none. One exception:
  where more than three Milvuses are run alike and `"operator"` fits, it is `"operator"`

The ways, in the order of the work that they make:

    lite         in your own process. One process at a time, up to 1,000,000 rows. No users, no backup
    pypi         the server 2.3.5 from PyPI, for Linux and macOS. Up to 10,000,000 rows. No hybrid search, no backup.
                 For learning, never for production
    container    one Docker container, with all it needs inside. Up to 100,000,000 rows. No backup
    package      deb or rpm, on Linux, installed by root. Up to 100,000,000 rows. No backup
    compose      three Docker containers, etcd and MinIO beside it. Up to 100,000,000 rows
    helm         a cluster in Kubernetes. Any number of rows
    operator     the same, described as a resource of its own. An administrator of the Kubernetes cluster has to install it

`lite` is not for production either. Milvus' backup tool reads the object storage, so it wants one of the last three.

`situation` is a dict, and each of its keys is a word that can speak against a way:

- `os`: "linux", "macos" or "windows" (`lite` runs on each of them; Docker and Kubernetes bring a Linux of their own)
- `docker`: True if there is an engine
- `root`: True if you may install packages on the machine
- `kubernetes`: "none", "user" or "admin": what you are in a Kubernetes cluster. An admin may do all that a user may
- `rows`: how many there will be
- `processes`: how many processes use it at the same time
- `production`: True or False
- `survives`: True if it has to keep answering when a machine is lost. Only the last two can
- `wants`: a list out of "users", "hybrid", "backup"
- `milvuses`: how many of them are run alike (speaks against no way)

The six colleagues:

    Ada's notebook       linux, nothing else, 50,000 rows, one process                                       lite
    Bo's class           macOS without Docker, ten processes, users                                          pypi
    Cem's web shop       linux with Docker, 5 million rows, production, backup                               compose
    Dee's closed room    linux, no Docker allowed, root, 20 million rows, production, users                  package
    Eli's search engine  Kubernetes, an ordinary user, 2 billion rows, production, survives                  helm
    Fay's platform       Kubernetes, its admin, forty Milvuses alike, production, survives, backup           operator
"""

WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")


def why_not(situation, way):
    """The words that speak against a way."""
    # BEGIN SOLUTION against
    s, cluster = situation, way in ("helm", "operator")
    lacks = {"lite": {"users", "backup"}, "pypi": {"hybrid", "backup"}, "container": {"backup"}, "package": {"backup"}}
    most = {"lite": 1e6, "pypi": 1e7}.get(way, float("inf") if cluster else 1e8)
    needed = {"helm": ("user", "admin"), "operator": ("admin",)}.get(way, ("none", "user", "admin"))
    against = {
        "os": (way == "pypi" and s["os"] == "windows") or (way == "package" and s["os"] != "linux"),
        "docker": way in ("container", "compose") and not s["docker"],
        "root": way == "package" and not s["root"],
        "kubernetes": s["kubernetes"] not in needed,
        "rows": s["rows"] > most,
        "processes": way == "lite" and s["processes"] > 1,
        "production": way in ("lite", "pypi") and s["production"],
        "survives": s["survives"] and not cluster,
        "wants": bool(set(s["wants"]) & lacks.get(way, set())),
    }
    return sorted(word for word, speaks in against.items() if speaks)
    # END SOLUTION


def choose(situation):
    """The way that makes the least work, or None."""
    # BEGIN SOLUTION choice
    fits = [way for way in WAYS if not why_not(situation, way)]
    if situation["milvuses"] > 3 and "operator" in fits:
        return "operator"
    return fits[0] if fits else None
    # END SOLUTION
