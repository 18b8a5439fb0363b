"""The pictures of chapter 3, drawn from what a server says about itself: its log, line by line, and its metrics.

Nothing here knows how Milvus works. A step of a write is a line of the log with its time; a step of a read is a counter that
went up. The words beside them are the course's.
"""

import datetime
import re
import zlib
from dataclasses import dataclass
from html import escape

TEAL, ORANGE, PURPLE, GREY = "#1592a6", "#d9772b", "#7a6fc2", "#8a94a3"

LINE = re.compile(r'^\[(?P<time>\S+ \S+) [^\]]*\] \[\w+\] \[(?P<package>[\w/]*?)(?P<last>\w+)/[\w.]+:\d+\] \[(?P<words>"(?:[^"\\]|\\.)*"|[^\]]*)\]')

STEPS = [  # package, what the line says, who that is, from where or to where it goes, what it means
    ("datacoord", "success to assign segments", "DataCoord", "", "says which segment the rows go to"),
    ("pipeline", "pipeline fetch insert msg", "QueryNode", "from the log", "reads the rows from the log into a growing segment"),
    ("datanode", "segment buffer status", "DataNode", "from the log", "reads the same rows from the log and gathers them"),
    ("datacoord", "flush response with segments", "DataCoord", "", "seals the segment: nothing more goes in"),
    ("datanode", "running flush insert task", "DataNode", "to storage", "writes the rows to storage, a file for each field"),
    ("datacoord", "flush segment complete", "DataCoord", "", "notes down: flushed"),
    ("indexnode", "Successfully build index", "IndexNode", "from storage", "reads them back, builds the index, stores it"),
    ("task", "load segments...", "QueryCoord", "", "tells a query node to load the segment"),
    ("segments", "load segment done", "QueryNode", "from storage", "loads rows and index from storage: sealed"),
    ("segments", "delete segment from memory", "QueryNode", "", "drops the growing copy"),
]

@dataclass(frozen=True)
class Step:
    """One thing that one component did, `at` seconds after the beginning (NaN: not known), from or to a second place."""

    at: float
    who: str
    what: str
    over: str = ""

    @property
    def places(self) -> list[str]:
        """Where the rows are during the step, in order."""
        way, _, place = self.over.partition(" ")
        return [place, self.who] if way == "from" else [self.who, place] if way == "to" else [self.who]


def when(text: str) -> float:
    """Seconds since 1970 of a time as the log writes it, in UTC."""
    return datetime.datetime.strptime(text, "%Y/%m/%d %H:%M:%S.%f").replace(tzinfo=datetime.UTC).timestamp()


def write_steps(log: str, segment: int, start: float) -> list[Step]:
    """The first line of each kind that names the segment, by time; `start` is the zero, in seconds since 1970."""
    found: dict[int, Step] = {}
    for line in log.splitlines():
        mark = LINE.match(line)
        if mark is None or str(segment) not in line:
            continue
        for number, (package, words, who, over, what) in enumerate(STEPS):
            if number not in found and mark["last"] == package and words in mark["words"]:
                found[number] = Step(when(mark["time"]) - start, who, what, over)
    return sorted(found.values(), key=lambda step: step.at)


def numbers(metrics: str, name: str, **labels: str) -> float:
    """The sum of a metric over all its lines that have these labels."""
    total = 0.0
    for inside, value in re.findall(rf"^{name}\{{(.*)\}} (\S+)$", metrics, flags=re.MULTILINE):
        if all(f'{key}="{wanted}"' in inside for key, wanted in labels.items()):
            total += float(value)
    return total


PLACES = {
    "you": (180, 22, 70), "Proxy": (180, 80, 96), "RootCoord": (64, 146, 104), "DataCoord": (180, 146, 104), "QueryCoord": (296, 146, 104),
    "the log": (180, 208, 336), "QueryNode": (64, 270, 104), "DataNode": (180, 270, 104), "IndexNode": (296, 270, 104), "storage": (180, 336, 336),
}  # fmt: skip


def picture(steps: list[Step], shown: int, label: str, moving: bool = True) -> str:
    """The components with the numbers of the steps that touched them, and a dot that goes the way once.

    Args:
        steps: in order.
        shown: how many of them; the last one is marked.
        moving: whether the dot moves. For those who asked their system for less motion it never does.
    """
    steps = steps[:shown]
    told = "; ".join(f"{n}. {s.who} {s.what}" for n, s in enumerate(steps, start=1))
    visits: dict[str, list[int]] = {}
    for number, step in enumerate(steps, start=1):
        for place in step.places:
            visits.setdefault(place, []).append(number)
    now = steps[-1].who if steps else ""
    parts = []
    for name, (x, y, width) in PLACES.items():
        touched, last = name in visits, name == now
        stroke = ORANGE if last else TEAL if touched else GREY
        box = f'x="{x - width / 2}" y="{y - 19}" width="{width}" height="38" rx="7"'
        parts.append(f'<rect {box} style="fill:var(--background,Canvas)"/>')  # the way goes behind the boxes
        parts.append(
            f'<rect {box} fill="{stroke}" fill-opacity="{0.16 if touched else 0.03}" '
            f'stroke="{stroke}" stroke-width="{2.4 if last else 1.4}"/>'
            f'<text x="{x}" y="{y - 3}" text-anchor="middle" font-size="13" font-weight="650" fill="currentColor">{escape(name)}</text>'
        )
        below = " ".join(str(n) for n in visits.get(name, []))
        parts.append(f'<text x="{x}" y="{y + 13}" text-anchor="middle" font-size="12" fill="currentColor">{below or "·"}</text>')
    way = [PLACES[place][:2] for step in steps for place in step.places]
    for (x1, y1), (x2, y2) in zip(way, way[1:], strict=False):
        parts.insert(0, f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{ORANGE}" stroke-width="1.5" stroke-dasharray="3 4" opacity=".55"/>')
    style = ""
    if moving and len(way) > 1:
        name = f"way{zlib.crc32((label + told).encode())}"
        marks = "".join(f"{100 * i / (len(way) - 1):.1f}%{{transform:translate({x}px,{y}px)}}" for i, (x, y) in enumerate(way))
        marks = marks[: marks.rindex("}")] + ";opacity:0}"  # at the end it is out of the way
        style = (
            f"<style>@keyframes {name}{{{marks}}}.{name}{{animation:{name} {0.8 * len(way):.1f}s ease-in-out 1 both}}"
            f"svg:hover .{name}{{animation-play-state:paused}}@media(prefers-reduced-motion:reduce){{.{name}{{display:none}}}}</style>"
        )
        parts.append(f'<circle class="{name}" r="8" fill="{ORANGE}" stroke="#fff" stroke-width="2"/>')
    return (
        f'<div style="max-width:460px;margin:0 auto">{style}<svg viewBox="0 0 360 360" role="img" aria-label="{escape(label)}: {escape(told)}" '
        f'style="width:100%;height:auto;overflow:visible">{"".join(parts)}</svg></div>'
    )


def listing(steps: list[Step], shown: int, unit: str = "s") -> str:
    """The same steps as a numbered list, one line of HTML."""
    rows = "".join(
        f"<li style='{'font-weight:650' if n == shown else ''}'><b>{escape(s.who)}</b> {escape(s.what)}"
        f" <span style='opacity:.7;white-space:nowrap'>{_time(s.at, unit)}</span></li>"
        for n, s in enumerate(steps[:shown], start=1)
    )
    return f"<ol style='list-style:decimal;padding-left:1.9rem;margin:.4rem 0;font-size:.92rem'>{rows}</ol>"


def _time(at: float, unit: str) -> str:
    return "" if at != at else f"{at * 1000:.0f} ms" if unit == "ms" else f"{at:.2f} s"
