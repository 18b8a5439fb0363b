"""What the checks of chapter 7 share: collections that wait to be loaded, and what a compose file means."""

import re
import threading
import time

from pymilvus import DataType, MilvusException

DIM = 4


# -- servers that are ready late ------------------------------------------------------------------------------


def collection(client, name, rng):
    """A loaded collection of a few rows."""
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index)
    client.insert(name, [{"id": i, "vector": rng.normal(size=DIM).tolist()} for i in range(8)])
    answered(client, name)
    return name


def answered(client, name, patience=30.0):
    """Wait until a query is answered; the moment, by `time.monotonic`."""
    end = time.monotonic() + patience
    while True:
        try:
            client.query(name, filter="", limit=1, timeout=2)
            return time.monotonic()
        except MilvusException:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def refusal(client, name):
    """What a query is told now; empty if it is answered."""
    try:
        client.query(name, filter="", limit=1, timeout=2)
    except MilvusException as error:
        return str(error.message)
    return ""


class Later:
    """Something that happens in a while, beside the call that waits for it."""

    def __init__(self, seconds, act):
        self.done, self._act, self._seconds = None, act, seconds
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        time.sleep(self._seconds)
        self.done = self._act()

    def join(self):
        """Wait for it; what it returned."""
        self._thread.join(60)
        return self.done


# -- what a compose file means ----------------------------------------------------------------------------------

_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::?(?P<how>[-?+])(?P<text>[^}]*))?\}|\$(?P<bare>[A-Za-z_]\w*)|(?P<dollars>\$\$)")
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


def resolved(value, known=None):
    """A text with its variables as Compose fills them where nobody set one: with their defaults, or with nothing."""

    def one(found):
        if found["dollars"]:
            return "$"
        name = found["name"] or found["bare"]
        if known and name in known:
            return str(known[name])
        return (found["text"] or "") if found["how"] == "-" else ""

    return _VARIABLE.sub(one, "" if value is None else str(value).lower() if isinstance(value, bool) else str(value))


def environment(service):
    """Variables by name, whether a list or a mapping."""
    raw = service.get("environment") or {}
    if isinstance(raw, list):
        raw = dict((str(entry).split("=", 1) if "=" in str(entry) else (str(entry), "")) for entry in raw)
    return {str(name): resolved(value) for name, value in raw.items()} if isinstance(raw, dict) else {}


def published(service):
    """Pairs of (address on this machine, port there, port in the container), all texts; an address of '' is every interface.

    None instead of a list where Docker would refuse what stands there.
    """
    doors, entries = [], service.get("ports") or []
    if not isinstance(entries, list):
        return None
    for entry in entries:
        if isinstance(entry, dict):
            doors.append((resolved(entry.get("host_ip")), resolved(entry.get("published")), resolved(entry.get("target"))))
            continue
        host, _, inner = resolved(entry).split("/")[0].rpartition(":")
        address, _, outer = host.rpartition(":")
        inners, outers = span(inner), span(outer) if outer else [""]
        if inners is None or outers is None or (outer and len(outers) != len(inners)):
            return None
        doors += [(address.strip("[]"), outers[i] if outer else "", port) for i, port in enumerate(inners)]
    return doors if all(port.isdigit() and (not outer or outer.isdigit()) for _, outer, port in doors) else None


def span(text):
    """The ports of ``9000`` or ``9000-9001``; None if it is neither."""
    first, _, last = text.partition("-")
    last = last or first
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()) or not 0 < int(first) <= int(last) <= 65_535:
        return None
    return [str(port) for port in range(int(first), int(last) + 1)]


def mounts(service):
    """(source, folder in the container, kind) of each mount; kind is ``volume``, ``bind``, ``tmpfs`` or ``anonymous``."""
    found = []
    entries = service.get("volumes") or []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            source, target, kind = resolved(entry.get("source")), resolved(entry.get("target")), str(entry.get("type", "volume"))
            found.append((source, clean(target), "anonymous" if kind == "volume" and not source else kind))
            continue
        parts = resolved(entry).split(":")
        if len(parts) == 1:
            found.append(("", clean(parts[0]), "anonymous"))
        else:
            bind = parts[0].startswith((".", "/", "~"))
            found.append((parts[0], clean(parts[1]), "bind" if bind else "volume"))
    tmpfs = service.get("tmpfs") or []
    found += [("", clean(str(path).split(":")[0]), "tmpfs") for path in ([tmpfs] if isinstance(tmpfs, str) else tmpfs)]
    return found


def clean(path):
    """A folder without a slash at its end or two in a row."""
    return re.sub(r"/+", "/", str(path)).rstrip("/") or "/"


def holder(service, folder):
    """The mount in which a folder of the container lies, the innermost one; None where it lies in the container itself."""
    inside = [m for m in mounts(service) if folder == m[1] or folder.startswith(m[1].rstrip("/") + "/")]
    return max(inside, key=lambda m: len(m[1]), default=None)


def words(value):
    """A command as a list of words, whether written as text or as a list."""
    if isinstance(value, list):
        return [resolved(word) for word in value]
    return [word.strip("\"'") for word in resolved(value).split()]


def probe(service):
    """The health check as one text; empty where there is none or it is switched off."""
    check = service.get("healthcheck") or {}
    if not isinstance(check, dict) or check.get("disable") is True:
        return ""
    test = words(check.get("test")) if check.get("test") else []
    if test[:1] == ["NONE"]:
        return ""
    return " ".join(test[1:] if test[:1] in (["CMD"], ["CMD-SHELL"]) else test)


def seconds(value, default):
    """A duration of Compose, such as ``1m30s``, in seconds; None where it is none."""
    if value is None:
        return default
    text = resolved(value)
    parts = re.findall(r"(\d+(?:\.\d+)?)(us|ms|s|m|h)", text)
    return sum(float(n) * _UNITS[unit] for n, unit in parts) if parts and "".join(n + u for n, u in parts) == text else None


def waits_for(service):
    """Conditions by name of the services that come first; the short form waits for a start alone."""
    raw = service.get("depends_on") or {}
    if isinstance(raw, list):
        return {str(name): "service_started" for name in raw}
    return {str(name): str((how or {}).get("condition", "service_started")) for name, how in raw.items()} if isinstance(raw, dict) else {}


def pinned(image):
    """Whether a name of an image says which one: a whole version, or a digest."""
    if "@" in image:
        return bool(re.fullmatch(r"[^@]+@sha256:[0-9a-f]{64}", image))
    tag = image.rpartition("/")[2].partition(":")[2]
    return bool(re.fullmatch(r"v?\d+\.\d+\.\d+([-.+]\w+)*|RELEASE\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ([-.]\w+)*", tag))


# -- a server with settings -------------------------------------------------------------------------------------


def flattened(data, before=""):
    """Settings by their places."""
    found = {}
    for key, value in data.items():
        place = f"{before}{key}"
        found |= flattened(value, f"{place}.") if isinstance(value, dict) else {place: value}
    return found


def refused(client, name, fields):
    """What the server says to a collection of that name with so many fields; empty if it makes it (and it is dropped again)."""
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    for number in range(fields - 2):
        schema.add_field(f"f{number}", DataType.INT64)
    try:
        client.create_collection(name, schema=schema)
    except MilvusException as error:
        return str(error.message)[:160] or "an error"
    client.drop_collection(name)
    return ""


def until(true, seconds=15.0):
    """Whether it comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True
