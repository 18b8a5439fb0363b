import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="7 Installing and Configuring Milvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Installing and Configuring Milvus

    `docker compose up -d` prints three times *done*. The port answers, the health check says OK, and the service that starts a second later fails
    with *collection not loaded*. An hour later it works, and no one has changed anything. Next week the machine reboots, and half of it comes back.

    An installation is not finished when it runs. It is finished when you can say what was started, where it keeps what it
    knows, which door it opened, which setting counts, and what happens when one part of it goes away. This chapter asks these five questions of
    every way to install Milvus, and lets the answer come from a Milvus that runs here.

    **What you will be able to do**

    - *hold* a machine against the documented requirements, and *estimate* the memory that your collections take,
    - *choose* among seven ways to install Milvus, and *say* what each starts, keeps and opens,
    - *wait* for a Milvus until it is really ready, and *read* a compose file line by line,
    - *set* one parameter through the right layer, and *prove* that it counts,
    - *find out* which process of a cluster is gone, and *write* values for one in Kubernetes.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import functools
    import importlib.metadata
    import json
    import math
    import os
    import platform
    import re
    import shutil
    import socket
    import subprocess
    import sys
    import tempfile
    import time
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    import yaml
    from pymilvus import DataType

    import grader.lesson as course
    from grader.backends import plainhttp
    from grader.backends.docker import DockerBackend
    from grader.backends.server_backend import ServerBackend

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models.configured import Configured
    from models.moments import moments

    ROOT = mo.notebook_dir().parent
    return (
        Configured,
        DataType,
        DockerBackend,
        Path,
        ROOT,
        ServerBackend,
        alt,
        course,
        escape,
        importlib,
        json,
        math,
        moments,
        np,
        os,
        plainhttp,
        platform,
        re,
        shutil,
        socket,
        subprocess,
        tempfile,
        time,
        yaml,
    )


@app.cell(hide_code=True)
def _(course):
    lite = course.milvus(needs=["query"])
    try:
        server = course.milvus(needs=["segments", "metrics", "durability"])
        absent = ""
    except course.NotServed as error:
        server, absent = None, str(error)
    return absent, lite, server


@app.cell(hide_code=True)
def _(absent, mo, server):
    _who = f"A real server answers here. {server.introduced}" if server else f"No server is here, so you read what one said when this page was recorded. {absent}"
    mo.md(f"""
    **Before you begin.** You have met a collection (chapter 1) and the components of Milvus (chapter 3).
    {_who} What needs Docker, Kubernetes or eight processes was recorded, and says with which versions.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, course, json, mo, re, server):
    def shown(name, make, identity):
        """What came out now, or what came out when this page was recorded: a table, and where it comes from."""
        if make is None:
            kept = json.loads((mo.notebook_dir() / "recorded" / f"{name}.json").read_text(encoding="utf-8"))
            return kept["text"], f"**Recorded**, not run here: {kept['milvus']}."
        return course.record(name, make(), identity), f"Measured just now: {identity}."


    def cells(text):
        """The rows of a Markdown table, without its head."""
        return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")][2:]


    def schema_of(client, fields):
        """A schema with so many fields, vector and primary key among them."""
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        for number in range(fields - 2):
            schema.add_field(f"f{number}", DataType.INT64)
        return schema


    def refusal(client, fields):
        """What the server says to a collection with so many fields; empty if it makes one (and it is dropped again)."""
        try:
            client.create_collection("how_many", schema=schema_of(client, fields))
        except Exception as error:
            return re.sub(r"\[.*", "", str(getattr(error, "message", error)))[:90]
        client.drop_collection("how_many")
        return ""


    def most_fields(client, most=70):
        """The largest number of fields that the server accepts now: found by trying, not by asking for the setting."""
        low, high = 1, most
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (low, middle - 1) if refusal(client, middle) else (middle, high)
        return low


    owns_files = server is not None and "data" in server.files
    return cells, most_fields, owns_files, refusal, shown


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## System Requirements

    Two pages of the documentation say what a machine needs, one for a single machine and one for Kubernetes (docs v3.0.x, *Requirements for Installing
    Milvus Standalone*, *Requirements for running Milvus on Kubernetes*). Three of their lines are about things that stop Milvus altogether, or make it
    fail in ways that do not look like hardware:

    - **Instructions.** The engine computes distances with SIMD instructions: SSE4.2, AVX, AVX2 or AVX-512. A CPU without any of them cannot
      run it; a virtual machine that hides them has the same effect.
    - **Memory.** What is loaded has to fit. When it does not, the load fails, or the kernel ends the process.
    - **The disk under etcd.** etcd writes every change to its log and waits until the disk says that it is written. While it waits, nothing else
      is agreed upon. On a slow disk leaders time out and elections begin; the messages speak of leases and timeouts, and never of a disk.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    slow_disk = course.predict(
        "Which property of a disk decides whether etcd is happy on it?",
        ["How many megabytes it writes per second", "How long the slowest of a hundred small writes takes until it is really written", "How much room is left on it"],
        "How long the slowest of a hundred small writes takes until it is really written",
        "etcd writes a few kilobytes and waits (fdatasync). The documentation asks for less than 10 ms at the 99th percentile. A disk with 500 MB/s "
        "can miss that, and a small, fast one can meet it.",
        key="ch07 slow disk",
    )
    slow_disk
    return (slow_disk,)


@app.cell(hide_code=True)
def _(course, mo, slow_disk):
    course.after(slow_disk)
    size = mo.ui.slider(steps=[512, 2300, 16384, 262144], value=2300, label="Bytes per write", show_value=True)
    size
    return (size,)


@app.cell(hide_code=True)
def _(alt, course, mo, np, os, size, slow_disk, tempfile, time):
    course.after(slow_disk)


    def fsyncs(length, times=150):
        """Milliseconds of each of so many writes, each with a wait until the disk has it."""
        sync, found = getattr(os, "fdatasync", os.fsync), []
        with tempfile.TemporaryDirectory() as folder, open(f"{folder}/wal", "wb", buffering=0) as log:
            for _ in range(times):
                start = time.perf_counter()
                log.write(b"x" * length)
                sync(log.fileno())
                found.append((time.perf_counter() - start) * 1000)
        return np.array(found)


    waits = fsyncs(size.value)
    slow = float(np.percentile(waits, 99))
    _bars = alt.Chart(alt.Data(values=[{"ms": float(w)} for w in waits])).mark_bar(color=course.TEAL).encode(
        x=alt.X("ms:Q", bin=alt.Bin(maxbins=40), title="milliseconds until the disk has it"), y=alt.Y("count()", title="writes")
    )
    _line = alt.Chart(alt.Data(values=[{"ms": 10}])).mark_rule(color=course.ORANGE, strokeWidth=2).encode(x="ms:Q")
    mo.vstack(
        [
            course.chart(_bars + _line, 170, f"150 writes of {size.value} bytes with fdatasync; 99 of 100 took less than {slow:.1f} ms; the line is at 10 ms"),
            mo.md(f"""
    {len(waits)} writes of {size.value} bytes to the folder for temporary files: **{len(waits) / waits.sum() * 1000:,.0f} per second**, and 99 of 100 took
    less than **{slow:.2f} ms**. The orange line is the documented limit, 10 ms; above 500 writes per second is recommended. This is a quick look:
    before you buy, run the `fio` command of the page on the disk that etcd will really have (a network disk often looks well until a neighbor is busy).
    """),
        ]
    )
    return (slow,)


@app.cell(hide_code=True)
def _(Path, course, mo, os, platform, shutil, slow, subprocess):
    def _flags():
        """The SIMD extensions that this CPU says it has; None where nobody tells."""
        if Path("/proc/cpuinfo").is_file():
            line = next((x for x in Path("/proc/cpuinfo").read_text().splitlines() if x.startswith(("flags", "Features"))), "")
            return set(line.split(":")[-1].split())
        if platform.system() == "Darwin":
            said = subprocess.run(["sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features"], capture_output=True, text=True, check=False).stdout
            return {word.lower().replace(".", "_") for word in said.split()}
        return None


    def _memory():
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        except (ValueError, OSError):
            return 0.0


    _have = _flags()
    _simd = [label for flag, label in (("sse4_2", "SSE4.2"), ("avx", "AVX"), ("avx2", "AVX2"), ("avx512f", "AVX-512"), ("asimd", "NEON")) if _have and flag in _have]
    _arm = platform.machine().lower() in ("arm64", "aarch64")
    _cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    _gib, _free = _memory(), shutil.disk_usage(".").free / 2**30


    def _says(good, enough):
        return "✓ recommended" if good else "✓ enough" if enough else "✗ less"


    _rows = [
        f"|CPU cores|4, cluster 8|{_cores}|{_says(_cores >= 8, _cores >= 4)}|",
        f"|SIMD|one of SSE4.2, AVX, AVX2, AVX-512; or Apple silicon|{', '.join(_simd) or ('arm64' if _arm else 'none seen')}|{_says(bool(_simd) or _arm, False)}|",
        f"|memory, one machine|8 GB, better 16|{_gib:.1f} GiB|{_says(_gib >= 15, _gib >= 7.4)}|",
        f"|memory, cluster|32 GB, better 128|{_gib:.1f} GiB|{_says(_gib >= 120, _gib >= 30)}|",
        f"|disk under etcd, 99th percentile|below 10 ms|{slow:.2f} ms|{'✓ recommended' if slow < 10 else '✗ slower'}|",
        f"|room on the disk|“depends on the data volume”|{_free:.0f} GiB free|estimate it below|",
    ]
    mo.vstack([course.table("what / documented / this machine / verdict", _rows), mo.md("""
    The second column is from the two pages named above. *Enough* is not *comfortable*: Milvus Lite, or an empty server, is content with far less (2.3.5 holds about 200 MB when it
    is empty); the numbers are for a service that other people use.
    """)])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### How much memory will *your* data take?

    The requirement that matters is not in any table, because it is yours: the vectors. One row of 768 float32 numbers is 3 KB, and a million rows are 3 GB
    before any index. Move one slider at a time, and see which bar follows. (The rules are those of chapter 5: IVF_SQ8 keeps a byte per number, HNSW adds
    2·M edges of 4 bytes per row, DISKANN keeps about an eighth in memory and the rest on disk.)
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    million = mo.ui.slider(steps=[0.1, 0.5, 1, 5, 10, 50, 100], value=10, label="Million rows", show_value=True)
    dim = mo.ui.slider(steps=[128, 384, 768, 1024, 1536, 3072], value=768, label="Numbers per vector", show_value=True)
    replicas = mo.ui.slider(1, 4, value=1, label="Replicas", show_value=True)
    scalars = mo.ui.slider(steps=[0, 50, 200, 1000], value=200, label="Bytes of other fields per row", show_value=True)
    node = mo.ui.slider(steps=[8, 16, 32, 64, 128], value=32, label="GiB of one query node", show_value=True)
    mo.hstack([mo.vstack([million, dim, scalars]), mo.vstack([replicas, node])], justify="start", gap=2, wrap=True)
    return dim, million, node, replicas, scalars


@app.cell(hide_code=True)
def _(alt, course, dim, math, million, mo, node, replicas, scalars):
    def estimate(rows, numbers, other, copies, gib, edges=16):
        """For each index: GiB in memory of all copies, and how many query nodes of `gib` GiB that makes."""
        raw = rows * numbers * 4
        one = {"FLAT": raw, "HNSW": raw + rows * 2 * edges * 4, "IVF_SQ8": raw * 0.26, "DISKANN": raw / 8}
        found = {}
        for name, size in one.items():
            copy = (size + rows * other) / 2**30
            spare = 1 + math.ceil(copy / (0.9 * gib))  # with one node gone, the others still hold one copy
            found[name] = (copy * copies, max(copies, math.ceil(copies * copy / (0.8 * gib)), spare))
        return found


    _found = estimate(million.value * 1e6, dim.value, scalars.value, replicas.value, node.value)
    _data = [{"index": n, "GiB": round(g, 2), "nodes": k} for n, (g, k) in _found.items()]
    _base = alt.Chart(alt.Data(values=_data)).encode(y=alt.Y("index:N", sort=None, title=None), x=alt.X("GiB:Q", title="GiB in the memory of all query nodes"), tooltip=["index:N", "GiB:Q", "nodes:Q"])
    _label = _base.mark_text(align="left", dx=4, color="currentColor").encode(text=alt.Text("GiB:Q", format=",.1f"))
    mo.vstack(
        [
            course.chart(_base.mark_bar(color=course.TEAL) + _label, 150, "Memory by index: " + ", ".join(f"{d['index']} {d['GiB']} GiB" for d in _data)),
            course.table(
                f"index / GiB in memory / query nodes of {node.value} GiB",
                [f"|{d['index']}|{d['GiB']:,.1f}|{d['nodes']}|" for d in _data],
            ),
            mo.md("""
    *Nodes* counts what exercise 4 counts: a node filled to 80% (chapter 17 has the limit, 90%; the rest is room to grow), each replica on a node of its own, and one node that may be missing. Only **loaded** collections count; the others lie in
    the object storage. There the raw vectors stay whatever index you choose, and a compaction needs room for the old and the new at once.
    """),
        ]
    )
    return (estimate,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Installation Methods

    Seven ways, from a line of Python to a resource of Kubernetes. They run the same API, and differ in the answers to three questions: what does it **start**, what does it **keep**
    where, which doors does it **open**? The last column says what is here, on the machine that shows you this page.
    """)
    return


@app.cell(hide_code=True)
def _(DockerBackend, ServerBackend, course, importlib, lite, mo, os, server, shutil, subprocess):
    def _version(package):
        try:
            return importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            return ""


    def _compose():
        if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True, timeout=20, check=False).returncode == 0:
            return "Compose is here"
        return "`docker-compose` is here" if shutil.which("docker-compose") else "not here"


    def _here(backend, ran):
        missing = backend.absent()
        return f"**ran just now**: {ran}" if ran else "is here" if missing is None else f"not here: {missing.why}"


    _docker = _here(DockerBackend(), server.identity if server and server.identity.startswith("docker") else "")
    _cluster = "a configuration is here" if os.environ.get("KUBECONFIG") else "no `KUBECONFIG`"
    ways = [
        ("Milvus Lite", "a library in your process", "one folder that you name (`films.db`)", "nothing; a socket while it runs", f"**ran just now**: {lite.identity}" if lite.identity.startswith("lite") else f"installed: {_version('milvus-lite') or 'no'}"),
        ("server from PyPI, 2.3.5", "one process: Milvus with etcd and a log (RocksMQ) inside", "one folder", "eleven ports, nine of them on every interface; the course locks them in", _here(ServerBackend(), server.identity if server and server.identity.startswith("server") else "")),
        ("one container", "one container with etcd inside; the log is Woodpecker on the local disk", "`volumes/milvus` beside the script", "19530, 9091 and 2379", _docker),
        ("Docker Compose", "three containers: etcd, MinIO, Milvus", "three volumes", "19530 and 9091, MinIO's 9000 and 9001", _compose()),
        ("deb, rpm", "a systemd service: one process", "the folders that its `milvus.yaml` names, in `/etc/milvus/configs`", "19530, 9091", "is here" if shutil.which("milvus") else "not here"),
        ("Helm", "pods for each component, etcd, object storage", "a volume claim (storage that Kubernetes keeps for it) for each pod that keeps something", "a Service inside the cluster", f"{'`helm` is here' if shutil.which('helm') else 'no `helm`'}, {_cluster}"),
        ("Milvus Operator", "a controller that starts the same pods, and keeps watch over them", "as with Helm", "as with Helm", f"{'`kubectl` is here' if shutil.which('kubectl') else 'no `kubectl`'}, {_cluster}"),
    ]
    mo.vstack([course.table("way / starts / keeps / opens / on this machine", [f"|{'|'.join(row)}|" for row in ways]), mo.md("""
    The rows three to seven are documented, not run, where the last column does not say otherwise (docs v3.0.x, *Run Milvus in Docker (Linux)*, *Run Milvus with Docker Compose (Linux)*, *Install Milvus
    Standalone with RPM/DEB Package*, *Run Milvus in Kubernetes with Milvus Operator*). The PyPI server is old, and here to learn on: it has known holes,
    among them a metrics port that asks for no password. Never give it to other people.

    **Which one?** The documentation divides by purpose: Lite for a prototype, standalone for a first production (“up to 100M vectors given enough machine resource”), a cluster beyond one machine
    (docs v3.0.x, *Overview of Milvus Deployment Options*). Two more questions decide in practice: *must it survive the loss of a machine?* Only a cluster does. *Do you want the backup tool?* It
    reads the object storage, so the page of the single container sends you to Compose. Exercise 6 makes a function of it.
    """)])
    return (ways,)


@app.cell(hide_code=True)
def _(course):
    what_is_kept = course.predict(
        "A server has just been started, and no collection was ever made. What lies in its folder?",
        ["Nothing, until rows are flushed", "Only a configuration file", "A metadata store, a write-ahead log and a configuration, some of them megabytes large"],
        "A metadata store, a write-ahead log and a configuration, some of them megabytes large",
        "etcd and the log exist from the first second, and reserve room. That is what has to be on a volume; the rows come later, and go elsewhere.",
        key="ch07 what is kept",
    )
    what_is_kept
    return (what_is_kept,)


@app.cell(hide_code=True)
def _(Path, course, mo, owns_files, server, shown, what_is_kept):
    course.after(what_is_kept)
    _MEANS = {
        "configs": "the settings: `milvus.yaml` and what etcd is told",
        "data/etcd": "**metadata**: collections, users, which segments there are",
        "data/rocksmq": "**the write-ahead log**, here RocksMQ; in Milvus 3 it is Woodpecker",
        "data/rocksmq_meta_kv": "the log's own index",
        "logs": "what the processes wrote",
        "run": "while it runs: which process it is",
    }


    def _folders():
        base = Path(server.files["data"])

        def weight(path):
            return sum(f.stat().st_size for f in path.rglob("*") if f.is_file())

        found = [p for top in sorted(base.iterdir()) if top.is_dir() and not top.name.startswith(".") and top.name not in ("tls", "bin") for p in (sorted(top.iterdir()) if top.name == "data" else [top]) if p.is_dir()]
        named = [(p.relative_to(base).as_posix(), weight(p)) for p in found]
        lines = [f"| `{name}` | {size / 2**20:.2f} | {_MEANS.get(name, 'rows and index files, once something is flushed')} |" for name, size in named if size or name in _MEANS]
        return "| folder | MiB | what it is |\n|:---|---:|:---|\n" + "\n".join(lines)


    _text, _where = shown("ch07_folders", _folders if owns_files else None, server.identity if server else "")
    mo.vstack([mo.md(_where), mo.md(_text), mo.md("""
    Every way of installing puts these same things somewhere: in one folder, in three volumes, in claims. **Before you trust an installation, find all of them**, and ask of each what happens to it when the container
    is removed. The two words in bold must not be lost, and must not be lost *separately*: rows without their metadata are files that no Milvus knows.
    """)])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Docker Deployment

    The course's own `docker-compose.yml` starts Milvus 3 with the two services that it needs. What follows is read from that file while you look at it, setting by setting.
    Choose a service, or stay with the three that make a Milvus.
    """)
    return


@app.cell(hide_code=True)
def _(ROOT, mo, yaml):
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    # What is built here is no part of an installation: chapters 21 to 24 start their applications.
    compose["services"] = {name: service for name, service in compose["services"].items() if "build" not in service}
    THREE = "etcd, minio, milvus"
    which = mo.ui.dropdown([THREE, *compose["services"]], value=THREE, label="Explain")
    which
    return THREE, compose, which


@app.cell(hide_code=True)
def _(THREE, compose, course, which, yaml):
    WHY = {
        ("etcd", "image"): "A whole version. `latest` is whatever was pushed last, different on every machine.",
        ("etcd", "command"): "`--data-dir` says where it writes: that folder is what the volume has to hold. It listens on all addresses **of its container**; nothing of it is published.",
        ("etcd", "environment"): "etcd keeps old revisions of every key: these remove them, and end at 4 GiB instead of growing until the disk is full.",
        ("etcd", "volumes"): "The named volume `etcd`, at the folder from the command. Elsewhere it would keep an empty folder.",
        ("etcd", "healthcheck"): "Asks etcd itself, with its own client. `curl` is not in the image.",
        ("minio", "image"): "The release decides: Woodpecker needs conditional writes (docs v3.0.x, *Woodpecker*).",
        ("minio", "command"): "It writes to `/minio_data`; 9001 is its console.",
        ("minio", "environment"): "User and password, from your environment; the part after `:-` is the default. Fit for loopback, and for nothing else.",
        ("minio", "volumes"): "The named volume `minio`: rows, indexes and, with Woodpecker, the log.",
        ("minio", "healthcheck"): "`mc` is in the image; `curl` left it in 2023, and health checks with it have failed since.",
        ("milvus", "image"): "`GRADER_MILVUS_IMAGE` may name a different one; without it, this version.",
        ("milvus", "command"): "One binary has all roles; `standalone` is all of them in one process.",
        ("milvus", "environment"): "Settings as variables: `MINIO_ADDRESS` is `minio.address` (see *Configuration Parameters*). `etcd` and `minio` are names of services: in their network they are addresses.",
        ("milvus", "security_opt"): "The official file switches Docker's filter of system calls off; kept as it is there.",
        ("milvus", "volumes"): "Local caches. With etcd and MinIO outside, no row lives here alone.",
        ("milvus", "ports"): "`127.0.0.1:` in front, or Docker listens on every interface and past the host's firewall. 9091 asks for no password.",
        ("milvus", "depends_on"): "`service_healthy` waits for the health check; the short form waits for nothing but a started container.",
        ("milvus", "healthcheck"): "`-f` turns an error status into a failure. For 90 s it does not count against Milvus.",
        ("prometheus", "image"): "A whole version.",
        ("prometheus", "profiles"): "Started only with `--profile monitoring`.",
        ("prometheus", "volumes"): "Its settings from this repository, read-only (`:ro`), and a volume for what it collects.",
        ("prometheus", "ports"): "For this machine alone.",
        ("prometheus", "depends_on"): "There is nothing to collect before.",
        ("prometheus", "healthcheck"): "`wget` is in this image.",
        ("alertmanager", "image"): "A whole version.",
        ("alertmanager", "profiles"): "Started only with `--profile monitoring`.",
        ("alertmanager", "volumes"): "The routes of messages, from this repository, and a volume for what was sent already.",
        ("alertmanager", "ports"): "For this machine alone.",
        ("alertmanager", "healthcheck"): "Its own page of health; `wget` is in this image.",
        ("grafana", "image"): "A whole version.",
        ("grafana", "profiles"): "Started only with `--profile monitoring`.",
        ("grafana", "environment"): "It does not call home.",
        ("grafana", "volumes"): "Its dashboards come from this repository.",
        ("grafana", "ports"): "For this machine alone.",
        ("grafana", "depends_on"): "It draws what Prometheus has.",
        ("grafana", "healthcheck"): "Its own page of health.",
    }
    ALWAYS = {"logging": "Three files of 10 MB each: without a limit a container's log fills the disk.", "restart": "Back after a crash or a reboot, unless you stopped it yourself."}


    def _short(value):
        text = " ".join(str(value).split()) if not isinstance(value, dict | list) else yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False).strip()
        return f"`{text[:150].replace('|', '¦').replace('`', chr(39))}{'…' if len(text) > 150 else ''}`"


    explained = {(name, key) for name, service in compose["services"].items() for key in service if key in ALWAYS or (name, key) in WHY}
    _names = THREE.split(", ") if which.value == THREE else [which.value]
    course.table(
        "service / setting / in the file / why",
        [f"|{name}|`{key}`|{_short(value)}|{ALWAYS.get(key) or WHY[name, key]}|" for name in _names for key, value in compose["services"][name].items() if len(_names) == 1 or key not in ALWAYS],
    )
    return ALWAYS, WHY, explained


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Beside the services stand the **volumes**, each declared by its name. `docker compose down` removes the containers and keeps them; `down -v` removes them too, and every row with them.
    Exercise 2 gives you a file in which each of these lines is a little wrong.

    ### When is it ready?

    `docker compose up -d` returns when the containers have been *started*. `up --wait` waits for the health checks. Between *started* and *a query is answered* lie more moments than
    these two, and each of them has been taken for the end.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    which_first = course.predict(
        "A container with Milvus is started, its port published by Docker. In which order do these come?",
        [
            "port open · /healthz OK · a list of collections is answered · a query is answered",
            "all four within a tenth of a second",
            "a query is answered · port open · /healthz OK",
        ],
        "port open · /healthz OK · a list of collections is answered · a query is answered",
        "Docker itself opens the port, before anything listens behind it: an open port says that a container was started. /healthz speaks of the components. Only the last one speaks of *your* rows.",
        key="ch07 which first",
    )
    which_first
    return (which_first,)


@app.cell(hide_code=True)
def _(DataType, DockerBackend, alt, cells, course, mo, moments, np, plainhttp, shown, socket, which_first):
    course.after(which_first)


    def _from_docker():
        """Start one container, ask four questions of it, and remove it."""
        from grader.backends import orphans
        from grader.backends.engine import client as engine
        from pymilvus import MilvusClient

        docker, backend, made, free = engine(), DockerBackend(), [], []
        for _ in range(2):
            with socket.create_server(("127.0.0.1", 0)) as listener:
                free.append(listener.getsockname()[1])
        inside = {"ETCD_USE_EMBED": "true", "ETCD_DATA_DIR": "/var/lib/milvus/etcd", "COMMON_STORAGETYPE": "local", "DEPLOY_MODE": "STANDALONE"}

        def start():
            ports = {"19530/tcp": ("127.0.0.1", free[0]), "9091/tcp": ("127.0.0.1", free[1])}
            made.append(docker.containers.run(backend.image, ["milvus", "run", "standalone"], detach=True, environment=inside, ports=ports, labels={orphans.LABEL: orphans.me()}, mem_limit="4g"))

        def port():
            socket.create_connection(("127.0.0.1", free[0]), 1).close()
            return True

        def lists():
            MilvusClient(f"http://127.0.0.1:{free[0]}", timeout=2, dedicated=True).list_collections(timeout=2)
            return True

        def queries():
            client = MilvusClient(f"http://127.0.0.1:{free[0]}", timeout=2, dedicated=True)
            if not client.has_collection("first", timeout=2):
                schema = client.create_schema()
                schema.add_field("id", DataType.INT64, is_primary=True)
                schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
                index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
                client.create_collection("first", schema=schema, index_params=index)
            client.query("first", filter="", limit=1, timeout=2)
            return True

        try:
            asked = {"port open": port, "/healthz OK": lambda: plainhttp.healthy(f"http://127.0.0.1:{free[1]}", 2.0), "list answered": lists, "query answered": queries}
            found = moments(asked, start, 90)
        finally:
            for container in made:
                container.remove(force=True, v=True)
            docker.close()
        return "| moment | seconds |\n|:---|---:|\n" + "\n".join(f"| {name} | {'-' if at is None else f'{at:.2f}'} |" for name, at in found.items())


    def timeline(text, height=150):
        """A chart of the moments of a start."""
        rows = [{"moment": name, "s": float(at)} for name, at, *_ in cells(text) if at != "-"]
        base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("moment:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)))
        bar = base.mark_bar(height=10, color=course.TEAL).encode(x=alt.X("s:Q", title="seconds after the start"))
        label = base.mark_text(align="left", dx=5, color="currentColor").encode(x="s:Q", text=alt.Text("s:Q", format=".2f"))
        return course.chart(bar + label, height, "; ".join(f"{r['moment']} after {r['s']:.2f} s" for r in rows))


    _ = np
    _text, _where = shown("ch07_container", _from_docker if DockerBackend().absent() is None else None, f"{DockerBackend().image} in a container of its own")
    mo.vstack([mo.md(_where), timeline(_text), mo.accordion({"The same as a table": mo.md(_text)})])
    return (timeline,)


@app.cell(hide_code=True)
def _(course, mo, which_first):
    course.after(which_first)
    mo.md("""
    This container was empty. The moment that people wait for in vain is a different one: a server **with a loaded collection** starts again, and has to load it before it can answer. Choose how many rows it
    has; then it is killed (SIGKILL) and started on the same data, and the same questions are asked.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, which_first):
    course.after(which_first)
    rows_loaded = mo.ui.slider(steps=[100, 5000, 20000], value=5000, label="Rows of the loaded collection", show_value=True)
    rows_loaded
    return (rows_loaded,)


@app.cell(hide_code=True)
def _(DataType, course, mo, moments, np, owns_files, plainhttp, rows_loaded, server, shown, socket, timeline, which_first):
    course.after(which_first)


    def _from_restart():
        """Kill the server of this lesson and start it again, with a collection that was loaded."""
        client = server.client(uri=server.uri, dedicated=True)
        if client.has_collection("papers"):
            client.drop_collection("papers")
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = client.prepare_index_params("vector", index_type="IVF_FLAT", metric_type="L2", params={"nlist": 16})
        client.create_collection("papers", schema=schema, index_params=index)
        vectors = np.random.default_rng(7).normal(size=(rows_loaded.value, 32)).astype(np.float32)
        for first in range(0, rows_loaded.value, 5000):
            client.insert("papers", [{"id": i, "vector": vectors[i].tolist()} for i in range(first, min(first + 5000, rows_loaded.value))])
        client.flush("papers")
        client.close()
        server.kill()

        def port():
            with socket.socket(socket.AF_UNIX) as one:
                one.settimeout(1)
                one.connect(server.uri.removeprefix("unix:"))
            return True

        def ask(call):
            who = server.client(uri=server.uri, timeout=1, dedicated=True)
            try:
                call(who)
            finally:
                who.close()
            return True

        asked = {
            "port open": port,
            "/healthz OK": lambda: plainhttp.healthy(server.metrics or "", 2.0),
            "list answered": lambda: ask(lambda c: c.list_collections(timeout=1)),
            "query answered": lambda: ask(lambda c: c.query("papers", filter="", limit=1, timeout=2)),
        }
        found = moments(asked, server.restart, 60)
        return "| moment | seconds |\n|:---|---:|\n" + "\n".join(f"| {name} | {'-' if at is None else f'{at:.2f}'} |" for name, at in found.items())


    _able = owns_files and server.uri.startswith("unix:")
    again, _where = shown("ch07_restart", _from_restart if _able else None, f"{server.identity if server else ''}, killed and started again with a loaded collection")
    mo.vstack([mo.md(_where), timeline(again)])
    return (again,)


@app.cell(hide_code=True)
def _(course, mo, which_first):
    course.after(which_first)
    mo.md("""
    So what should a program wait for? For **the call that it is going to make**: a query of its collection, with a timeout of its own, again and again until it is answered or the patience ends. A fixed
    `sleep 30` is too long on a good day and too short on a bad one. That is exercise 1.

    (This server is told by the course which leases its dead predecessor held. Without that, a killed 2.3.5 takes up to half a minute more to answer queries, while `/healthz` says OK:
    measured on 2.3.5.)
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Kubernetes Deployment

    In Kubernetes you do not start processes: you describe what should be there, and controllers make it so. For Milvus there are two authors of such descriptions.

    - **Helm** is a template engine. A *chart* and your *values* become some dozens of resources; `helm upgrade` makes the difference between two versions of your values.
    - **Milvus Operator** is a program in the cluster. You write one resource of the kind `Milvus`; the operator makes the others, and continues to watch: it restarts, upgrades in the right order, and
      reports a status.

    `deploy/kubernetes/` has both for this chapter, each for one machine and for a cluster. The values of the cluster:
    """)
    return


@app.cell(hide_code=True)
def _(ROOT, course, mo):
    _names = {"Helm, cluster": "helm-cluster.yaml", "Helm, standalone": "helm-standalone.yaml", "Operator, cluster": "operator-cluster.yaml", "Operator, standalone": "operator-standalone.yaml"}
    mo.accordion({f"{label}: deploy/kubernetes/{name}": course.code((ROOT / "deploy" / "kubernetes" / name).read_text(encoding="utf-8"), "yaml") for label, name in _names.items()})
    return


@app.cell(hide_code=True)
def _(course):
    how_many_pods = course.predict(
        "`helm install papers zilliztech/milvus`, with no values at all (chart 5.0.19). How many pods does the chart ask for?",
        ["One", "About a dozen", "More than twenty"],
        "More than twenty",
        "A cluster, three etcds, four MinIOs, and a whole Pulsar: chart 5.0.19 still starts one by default, although Woodpecker can be the log. What you do not switch off, you operate.",
        key="ch07 how many pods",
    )
    how_many_pods
    return (how_many_pods,)


@app.cell(hide_code=True)
def _(course, how_many_pods, json, mo):
    course.after(how_many_pods)
    rendered = json.loads((mo.notebook_dir() / "recorded" / "ch07_kubernetes.json").read_text(encoding="utf-8"))
    NAMES = {"helm-standalone.yaml": "standalone", "helm-cluster.yaml": "cluster", "no values at all": "default"}
    beside = mo.ui.dropdown([n for n in NAMES if n != "helm-standalone.yaml"], value="helm-cluster.yaml", label="Beside helm-standalone.yaml, show")
    beside
    return NAMES, beside, rendered


@app.cell(hide_code=True)
def _(NAMES, beside, course, how_many_pods, mo, rendered):
    course.after(how_many_pods)


    def pods(name):
        return sum(w["replicas"] for w in rendered["renders"][name]["workloads"])


    def _part(work):
        name = work["name"].removeprefix("papers-").removeprefix("milvus-")
        keeps = f", keeps {' + '.join(work['volumes'])}" if work["volumes"] else ""
        memory = f", {work['memory']:g} GiB" if work["memory"] else ""
        return name, f"{work['replicas']} × {work['kind']}{memory}{keeps}"


    _left, _right = "standalone", NAMES[beside.value]
    _both = {side: dict(_part(w) for w in rendered["renders"][side]["workloads"]) for side in (_left, _right)}
    _all = list(dict.fromkeys([*_both[_left], *_both[_right]]))
    _count = {side: rendered["renders"][side] for side in (_left, _right)}
    mo.vstack(
        [
            course.table(
                f"part / helm-standalone.yaml / {beside.value}",
                [f"|`{name}`|{_both[_left].get(name, '-')}|{_both[_right].get(name, '-')}|" for name in _all]
                + [f"|**pods**|**{pods(_left)}**|**{pods(_right)}**|", f"|resources in all|{_count[_left]['documents']}|{_count[_right]['documents']}|"],
            ),
            mo.md(f"""
    **Rendered and checked, not run here**: {rendered['with']}. Every resource passed ({_count[_left]['passed']} and {_count[_right]['passed']}). The two `Milvus` resources were checked against the
    operator's own schema; what the operator makes of them depends on its version, and was *not run here*.
    """),
        ]
    )
    return (pods,)


@app.cell(hide_code=True)
def _(course, how_many_pods, mo):
    course.after(how_many_pods)
    mo.md("""
    Read the cluster's column as a list of promises:

    - **Two of what answers** (proxies), so that one may be replaced while the other works. Two **coordinators** only with `activeStandby`: one is in charge, the other waits.
    - **Three query nodes, spread over machines** (`topologySpreadConstraints`). Three on one machine are lost together.
    - **Three etcds**, because a majority decides: of three, one may be missing; of two, none. A *disruption budget* stops an upgrade of the nodes from taking two at once.
    - **Requests equal to limits for memory.** The loaded segments are the memory; a pod that was promised less than it uses is the first one to be ended.
    - **Claims** for what keeps something, and none for what does not. Deleting the release keeps the claims; deleting the namespace does not.

    Before you install anything, ask whether it fits. With an API server of your own (kind, minikube, k3s), this cell adds up what your nodes have left to give:
    """)
    return


@app.cell(hide_code=True)
def _(course, how_many_pods, json, mo, os, rendered, shutil, subprocess):
    course.after(how_many_pods)


    def _gib(text):
        for unit, factor in (("Ki", 2**10), ("Mi", 2**20), ("Gi", 2**30)):
            if text.endswith(unit):
                return float(text[:-2]) * factor / 2**30
        return float(text) / 2**30


    _wanted = {side: sum(w["replicas"] * w["memory"] for w in rendered["renders"][side]["workloads"]) for side in ("standalone", "cluster")}
    _said = None
    if shutil.which("kubectl") and os.environ.get("KUBECONFIG"):
        _run = subprocess.run(["kubectl", "get", "nodes", "-o", "json", "--request-timeout=5s"], capture_output=True, text=True, timeout=20, check=False)
        if _run.returncode == 0:
            _nodes = [(n["metadata"]["name"], _gib(n["status"]["allocatable"]["memory"])) for n in json.loads(_run.stdout)["items"]]
            _said = course.table("node / GiB that pods may ask for", [f"|{name}|{gib:.1f}|" for name, gib in _nodes] + [f"|**together**|**{sum(g for _, g in _nodes):.1f}**|"])
    mo.vstack(
        [
            _said or mo.md("*Not run here:* there is no `kubectl` with a `KUBECONFIG`. On yours: `kubectl get nodes -o json`, then `status.allocatable.memory` of each."),
            mo.md(f"Asked for, by the two renderings: **{_wanted['standalone']:g} GiB** of memory for one machine, **{_wanted['cluster']:g} GiB** for the cluster, and no pod of it may be larger than a node."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Configuration Parameters

    Milvus has several hundred settings, all with defaults. A setting has a *place*, `proxy.maxFieldNum`, and several layers can give it a value:

    | layer | how | meant for |
    |:---|:---|:---|
    | default | in the program | whatever you have no opinion about |
    | `milvus.yaml` | the whole file, as it comes with the version | reading: do not edit it, the next version brings a different one |
    | `user.yaml` | only what differs; mounted as `/milvus/configs/user.yaml` (docs v3.0.x, *Run Milvus in Docker (Linux)*) | your settings, under version control |
    | environment | the place in capitals, dots as underscores: `PROXY_MAXFIELDNUM` | addresses and passwords, which differ from machine to machine |
    | etcd | `by-dev/config/proxy/maxFieldNum` (docs v3.0.x, *Configure Milvus on the Fly*) | a change that all processes of a running cluster should see |

    Which one wins? You could believe a page. Or start a server, give each layer a different number for one setting, and count how many fields it accepts.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    who_wins = course.predict(
        "`milvus.yaml` says `proxy.maxFieldNum: 20`, the environment says `PROXY_MAXFIELDNUM=33`. How many fields may a collection have?",
        ["20: the file is more specific", "33: the environment beats the file", "20: the smaller one", "64, the default: they contradict each other"],
        "33: the environment beats the file",
        "And nothing says so: no warning, no line in the log that you would look for. That is why a change in the file “does nothing” on a machine whose compose file sets the variable.",
        key="ch07 who wins",
    )
    who_wins
    return (who_wins,)


@app.cell(hide_code=True)
def _(Configured, Path, ServerBackend, course, mo, most_fields, shown, tempfile, who_wins):
    course.after(who_wins)


    def _four_starts():
        """One server, started four times with more and more layers."""
        from pymilvus import MilvusClient

        def counted():
            client = MilvusClient(server.endpoint.uri, dedicated=True)
            try:
                return most_fields(client)
            finally:
                client.close()

        with tempfile.TemporaryDirectory(prefix="c7") as folder:
            server = Configured(Path(folder) / "s")
            try:
                server.first_start()
                found = [("nothing", counted())]
                server.settings["proxy.maxFieldNum"] = 20
                server.restart()
                found.append(("`milvus.yaml`: 20", counted()))
                server.extra["user.yaml"] = "proxy:\n  maxFieldNum: 9\n"
                server.restart()
                found.append(("`milvus.yaml`: 20, `user.yaml`: 9", counted()))
                server.variables["PROXY_MAXFIELDNUM"] = 33
                server.restart()
                found.append(("`milvus.yaml`: 20, `user.yaml`: 9, environment: 33", counted()))
            finally:
                server.stop()
        return "| what says something | fields accepted |\n|:---|---:|\n" + "\n".join(f"| {what} | {number} |" for what, number in found)


    layers, _where = shown("ch07_layers", _four_starts if ServerBackend().absent() is None else None, "server 2.3.5, started four times")
    mo.vstack([mo.md(_where), mo.md(layers)])
    return (layers,)


@app.cell(hide_code=True)
def _(course, mo, who_wins):
    course.after(who_wins)
    mo.md("""
    Two surprises are in the table. The environment beats the file. And `user.yaml` did **nothing**: server 2.3.5 does not read it, and does not say so either. The current documentation builds on
    it (docs v3.0.x, *Run Milvus in Docker (Linux)*), so on Milvus 3 it is the right place for your settings. *Not run here.* Either way the lesson is the same: **prove that a setting counts**, by what
    the server does.

    The last layer needs an etcd that you can reach. On a cluster of eight processes of 2.3.5 with an etcd of its own this was measured:

    | step | fields accepted | it took |
    |:---|---:|---:|
    | the default | 64 | |
    | `by-dev/config/proxy/maxFieldNum` = 7 in etcd | 7 | 1.4 s |
    | `milvus.yaml`: 20, in addition | 7 | |
    | the key in etcd deleted | 20 | 1.5 s |
    | all processes started with `PROXY_MAXFIELDNUM=30` | 30 | |
    | then 7 in etcd | 7 | 5.0 s |

    So etcd beats the environment, and the environment beats the file; and what etcd says counts on every process at once, without a restart. With the *embedded* etcd of the single process the same key did nothing (2.3.5, three spellings, 12 s each).

    ### Without a restart

    A server reads its file again while it runs. Move the slider: the number is written into the `milvus.yaml` of the server of this lesson, and a collection is tried until the number counts.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, who_wins):
    course.after(who_wins)
    wish = mo.ui.slider(3, 40, value=12, label="Write proxy.maxFieldNum", show_value=True)
    place = mo.ui.dropdown({"proxy (right)": "proxy", "common (the wrong section)": "common"}, value="proxy (right)", label="into the section")
    as_text = mo.ui.switch(value=False, label="written as a word (“six”)")
    mo.hstack([wish, place, as_text], justify="start", gap=2, wrap=True)
    return as_text, place, wish


@app.cell(hide_code=True)
def _(Path, again, as_text, course, mo, most_fields, owns_files, place, refusal, server, shown, time, who_wins, wish, yaml):
    course.after(who_wins)
    _ = again  # the restart is over


    def _live():
        """Write the setting, wait until it counts or ten seconds are over, and put the file back."""
        path = Path(server.files["data"]) / "configs" / "milvus.yaml"
        before = path.read_text()
        client = server.client(uri=server.uri, dedicated=True)
        try:
            start_with = most_fields(client)
            config = yaml.safe_load(before)
            config.setdefault(place.value, {})["maxFieldNum"] = "six" if as_text.value else wish.value
            path.write_text(yaml.safe_dump(config, sort_keys=False))
            begin = time.perf_counter()
            while (now := most_fields(client)) == start_with and time.perf_counter() - begin < 10:
                time.sleep(0.2)
            took = time.perf_counter() - begin
            while (again_now := most_fields(client)) != now:  # it changed in the middle of the counting
                now = again_now
            said = refusal(client, now + 1)
        finally:
            path.write_text(before)
            client.close()
        changed = f"after {took:.1f} s" if now != start_with else "not within 10 s"
        wrote = "six" if as_text.value else wish.value
        return f"| before | written | then | when |\n|---:|:---|---:|:---|\n| {start_with} | `{place.value}.maxFieldNum: {wrote}` | {'none at all' if now < 2 else now} | {changed} |\n\nOne field more is refused with: *{said}*."


    _text, _where = shown("ch07_live", _live if owns_files else None, server.identity if server else "")
    mo.vstack([mo.md(_where), mo.md(_text)])
    return


@app.cell(hide_code=True)
def _(course, mo, who_wins):
    course.after(who_wins)
    mo.md("""
    Try the two ways in which people miss:

    - **The wrong section.** `common.maxFieldNum` is a place that no part of Milvus reads. It is not refused and not mentioned: nothing happens.
    - **A value that is no number.** On 2.3.5 *six* counts as 0: from then on *every* `create_collection` fails. A typo in a file that is read while the server runs takes effect while the server
      runs, for every client.

    Not every setting can change in this way. What is read once (ports, paths, the kind of log) needs a restart; what is read with each call can change at any time. The documentation has a list (docs v3.0.x,
    *Configure Milvus on the Fly*), and the page about Helm says of all parameters that they need a restart (docs v3.0.x, *Configure Milvus with Helm Charts*): try it, on a server that may fail. What you set must also be the same on every process
    that reads it, and in the environment of a container it stays what it was when the container was made. Exercise 3 asks for one setting that can be changed on the fly, and one that cannot be.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Cluster Setup

    A cluster is the same binary, started once for each role. `milvus run proxy`, `milvus run querynode`, …: each process registers itself in etcd with an address and a lease, and finds the others there. There is no list of machines. Here are eight processes of 2.3.5 with an etcd and a log (a Kafka-compatible broker) on one machine, and the connections that they had to each other
    when someone looked. (Milvus 3 has one coordinator process instead of three, and streaming nodes beside the query nodes; chapter 3 translates.)
    """)
    return


@app.cell(hide_code=True)
def _(json, mo):
    eight = json.loads((mo.notebook_dir() / "recorded" / "ch07_cluster.json").read_text(encoding="utf-8"))
    LABEL = {"proxy": "proxy", "rootcoord": "root coordinator", "datacoord": "data coordinator", "querycoord": "query coordinator", "querynode1": "query node 1", "querynode2": "query node 2", "datanode": "data node", "indexnode": "index node", "etcd": "etcd", "mq": "the log"}
    victim = mo.ui.dropdown({label: name for name, label in LABEL.items()}, value="query node 2", label="Take away")
    victim
    return LABEL, eight, victim


@app.cell(hide_code=True)
def _(LABEL, course, eight, escape, mo, victim):
    _AT = {"proxy": (290, 34), "rootcoord": (110, 118), "querycoord": (290, 118), "datacoord": (470, 118), "querynode1": (74, 212), "querynode2": (222, 212), "datanode": (370, 212), "indexnode": (518, 212), "etcd": (150, 300), "mq": (430, 300)}
    _chosen = victim.value
    _lines, _boxes = "", ""
    for _a, _b, _port in eight["edges"]:
        (_x1, _y1), (_x2, _y2) = _AT[_a], _AT[_b]
        _mine = _chosen in (_a, _b)
        _lines += f"<line x1='{_x1}' y1='{_y1}' x2='{_x2}' y2='{_y2}' stroke='{course.ORANGE if _mine else course.GREY}' stroke-width='{2 if _mine else 0.8}' opacity='{0.95 if _mine else 0.45}'><title>{escape(LABEL[_a])} to {escape(LABEL[_b])}, port {_port}</title></line>"
    for _name, (_x, _y) in _AT.items():
        _ports = ", ".join(str(p) for p, _ in eight["listen"][_name])
        _half = 84 if _name == "proxy" else 70
        _color = course.ORANGE if _name == _chosen else course.PURPLE if _name in ("etcd", "mq") else course.TEAL
        _boxes += (
            f"<g><rect x='{_x - _half}' y='{_y - 21}' width='{2 * _half}' height='42' rx='7' fill='var(--background, white)' stroke='{_color}' stroke-width='{3 if _name == _chosen else 1.6}'/>"
            f"<text x='{_x}' y='{_y - 4}' text-anchor='middle' font-size='12.5' font-weight='600' fill='currentColor'>{escape(LABEL[_name])}</text>"
            f"<text x='{_x}' y='{_y + 12}' text-anchor='middle' font-size='10' fill='currentColor'>{_ports} · {eight['rss'][_name]} MiB</text></g>"
        )
    _to = [(LABEL[b], p) for a, b, p in eight["edges"] if a == _chosen]
    _from = [LABEL[a] for a, b, p in eight["edges"] if b == _chosen]
    mo.vstack(
        [
            mo.md(f"/// admonition | **Recorded**, not run here: {eight['milvus']}.\n\n///"),
            course.scrolls(f"<svg viewBox='0 0 592 330' width='100%' style='min-width:34rem' role='img' aria-label='Ten processes and the {len(eight['edges'])} connections among them'>{_lines}{_boxes}</svg>", "The processes of a cluster"),
            mo.md(f"**{LABEL[_chosen]}** calls {', '.join(f'{n} ({p})' for n, p in _to) or 'no one'}; it is called by {', '.join(dict.fromkeys(_from)) or 'clients only'}."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    no_etcd_start = course.predict(
        "etcd is killed, and started again on the same data a minute later. What do the eight processes do?",
        ["They continue as if nothing had happened", "They end, all eight, and stay away until something starts them", "They wait, and continue when etcd is back"],
        "They end, all eight, and stay away until something starts them",
        "Each holds a lease in etcd. A process that cannot renew its lease must assume that others believe it dead, and so it ends. That is right, as long as something starts it again: "
        "`restart: unless-stopped`, systemd, or Kubernetes.",
        key="ch07 etcd gone",
    )
    no_etcd_start
    return (no_etcd_start,)


@app.cell(hide_code=True)
def _(LABEL, course, eight, mo, no_etcd_start, victim):
    course.after(no_etcd_start)
    _CALLS = {"search": "search", "insert": "insert", "list": "list collections", "create": "create a collection", "flush": "flush", "index": "build an index", "load": "load a collection"}
    _sign = {"ok": "✓", "fails": "✗", "partial": "half", "hangs": "…"}


    def _line(name):
        gone = eight["gone"][name]
        return "|" + "|".join([f"**{LABEL[name]}**" if name == victim.value else LABEL[name], *(_sign[gone["soon"][c]] for c in _CALLS), gone["back"]]) + "|"


    _gone = eight["gone"].get(victim.value)
    _said = [f"- *{_CALLS[c]}*: {told}" for c, told in (_gone or {}).get("said", {}).items()]
    mo.vstack(
        [
            course.table("taken away / " + " / ".join(_CALLS.values()) + " / all of it works again", [_line(name) for name in eight["gone"]]),
            mo.md("Two seconds after a SIGKILL each call was tried once, with a patience of some seconds; then the process was started again by hand, and the last column is how long it took until **all seven** calls worked."),
            mo.md((f"**{LABEL[victim.value]}** gone, the calls that failed said:\n\n" + "\n".join(_said)) if _said else f"**{LABEL[victim.value]}** gone, no call failed." if _gone else f"**{LABEL[victim.value]}** was not taken away in this run: its twin was."),
            mo.md("""
    What it means for an installation:

    - **Started is not working.** A new process is healthy after one to three seconds (`/healthz`), and the calls work again after ten to forty: leases have to run out, channels and segments have to be given away.
      Monitoring that looks only at processes says *all is well* half a minute too early.
    - **No call fails when an index node goes.** 45 seconds later *build an index* did not end in time, and nothing else had noticed. Look at what is waiting, not only at what fails.
    - **The two that are not Milvus are the ones that everything needs.** They are what you replicate first: three etcds, and a log that is replicated itself, or Woodpecker on an object storage that is.
    - **Every port of Milvus listened here on every interface.** Among themselves the processes ask for no password. Between machines they belong in a network of their own (chapter 19).

    *Bring one up yourself.* The order is etcd, the log, the object storage, then the processes of Milvus in any order: each waits for what it needs. Each needs its own metrics port if they share a machine
    (`METRICS_PORT`), the same `milvus.yaml`, and `DEPLOY_MODE=CLUSTER`. In Kubernetes the chart writes all of this (section *Kubernetes Deployment*).
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **`milvusdb/milvus:latest`.** It is whatever was pushed last. Pin the version that you tested, of all three images.
    - **They edit `milvus.yaml`.** It belongs to the version: the next one brings its own, and your change is gone. What differs goes into `user.yaml` (docs v3.0.x, *Run Milvus in Docker (Linux)*).
    - **Pulsar in every compose file.** Woodpecker has been the default log since 2.6 (docs v3.0.x, *Run Milvus with Docker Compose (Linux)*, *Woodpecker*). Chart 5.0.19 still starts a Pulsar unless you switch it off (rendered here).
    - **An upgrade from 2.5 changes the log under you.** There RocksMQ was the default: set `mq.type: rocksmq` *before* the upgrade, and change the log afterwards, by the documented way (docs v3.0.x, *Run Milvus with Docker Compose (Linux)*).
    - **An old MinIO “because it works”.** Woodpecker wants `RELEASE.2024-12-18T13-15-44Z` or later (docs v3.0.x, *Woodpecker*).
    - **`depends_on` with a list, and a `sleep 30`.** Started is not healthy, and healthy is not ready.
    - **`-p 9091:9091`, `-p 2379:2379`.** Metrics, health and all metadata, for the whole network, without a password (chapter 19).
    - **An old deb.** Search engines still find a page with packages of 2024; there are current ones, for x86-64 and arm64 (docs v3.0.x, *Install Milvus Standalone with RPM/DEB Package*).

    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch07/ex07")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Checkpoint
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A service starts right after `docker compose up --wait` and fails with *collection not loaded*. What is the right repair?",
        {
            "A longer `start_period` in the health check": "It delays the moment at which Milvus counts as ill. It does not make a query answered.",
            "`sleep 60` before the service": "It wastes time on a good day, and is not enough when there are more rows than today.",
            "The service queries its collection, with a timeout, until it is answered": "That is the call that it needs, so that is what it waits for.",
            "`depends_on: condition: service_healthy`": "Better than nothing, and `--wait` did the same: healthy speaks of the components, not of the collection.",
        },
        answer="The service queries its collection, with a timeout, until it is answered",
        key="ch07 quiz ready",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You changed `proxy.maxNameLength` in the file, waited, and restarted. Nothing changed. What do you look at first?",
        {
            "Whether the environment of the process sets it": "The environment beats the file, without a word.",
            "Whether the disk is full": "The file was written; a full disk would have other symptoms.",
            "Whether the client is too old": "The limit is the server's; any client gets the same refusal.",
        },
        answer="Whether the environment of the process sets it",
        key="ch07 quiz layer",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Two Milvuses share one etcd and one MinIO. Each has a volume of its own and a root path of its own in etcd. What is still missing?",
        {
            "Nothing: the metadata is separate": "The metadata is. Both still write below the same prefix of the same bucket.",
            "Prefixes of their own in the bucket, and channel names of their own in the log": "Otherwise each removes files that it does not know, and reads messages that are not its own.",
            "Two versions of Milvus": "It does not matter which versions they are while they share a name.",
        },
        answer="Prefixes of their own in the bucket, and channel names of their own in the log",
        key="ch07 quiz two",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Ask five things of an installation: what was started, what is kept where, which doors are open, which setting counts, what happens when a part goes away.
    - A machine needs SIMD, memory for what is **loaded**, and a disk that answers a small write within 10 ms: etcd waits for it.
    - Among the ways that fit, take the one with the least to operate. Only a cluster survives the loss of a machine.
    - Open port, `/healthz`, list of collections, first query: four moments. Wait for the call that you are going to make.
    - Default, file, environment, etcd: the later beats the earlier, in silence. Prove by behavior that a setting counts.
    - A cluster's processes find each other through etcd and end without it. A process that is back needs half a minute more until all calls work.

    ## Where to read on

    - Chapter 3, *The Architecture of Milvus*: what each process does, and which calls need it.
    - Chapter 19, *Security and Access Control*: passwords, TLS, and the doors that stay closed.
    - Chapter 20, *Deploying Milvus in Production*: upgrades, and the checklist as a program; chapter 18: backups.
    - Milvus docs v3.0.x, *Overview of Milvus Deployment Options*, *Requirements for Installing Milvus Standalone*, *Run Milvus with Docker Compose (Linux)*, *Configure Milvus on the Fly*, *Woodpecker*.
    """)
    return


@app.cell(hide_code=True)
def test_every_setting_of_the_compose_file_is_explained(ALWAYS, WHY, compose, explained):
    """The table of the compose file explains every setting that the file has, and none that it does not have."""
    _there = {(name, key) for name, service in compose["services"].items() for key in service}
    assert _there == explained, _there - explained
    assert {pair for pair in WHY if pair[1] not in ALWAYS} <= _there, set(WHY) - _there
    return


@app.cell(hide_code=True)
def test_the_environment_beats_the_file(cells, layers):
    """On 2.3.5 the environment beats milvus.yaml, the file beats the default, and user.yaml changes nothing."""
    assert [int(row[1]) for row in cells(layers)] == [64, 20, 20, 33], layers
    return


@app.cell(hide_code=True)
def test_a_query_is_answered_last(again, cells):
    """After a kill the first query is answered later than /healthz says OK."""
    _at = {row[0]: float(row[1]) for row in cells(again) if row[1] != "-"}
    assert _at["/healthz OK"] <= _at["query answered"], again
    return


@app.cell(hide_code=True)
def test_the_estimate(estimate):
    """Ten million rows of 768 numbers are 28.6 GiB as FLAT; two replicas are twice that, on two nodes at least."""
    _flat, _nodes = estimate(10_000_000, 768, 0, 1, 32)["FLAT"]
    assert round(_flat, 1) == 28.6 and _nodes == 2, (_flat, _nodes)
    assert estimate(1000, 8, 0, 2, 32)["FLAT"][1] == 2
    return


@app.cell(hide_code=True)
def test_what_the_chart_renders(pods, rendered):
    """Chart 5.0.19 asks for more than twenty pods without values, and every rendered resource passed the strict check."""
    assert pods("default") > 20 and pods("standalone") == 3, (pods("default"), pods("standalone"))
    assert all(r["documents"] == r["passed"] for r in rendered["renders"].values())
    return


if __name__ == "__main__":
    app.run()
