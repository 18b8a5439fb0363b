"""The processes of a cluster as a picture and as a table, drawn from what they do at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.lesson.html import esc
from grader.lesson.kit import GREY, ORANGE, PURPLE, TEAL, scrolls, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.backends.base import Process

LAYERS = (
    ("access", ("proxy",)),
    ("coordinators", ("rootcoord", "datacoord", "querycoord")),
    ("workers", ("datanode", "indexnode", "querynode1", "querynode2")),
    ("shared", ("etcd", "log")),
)
"""From the clients down; a process that stands in none of them is put in the last."""
COLORS = {"etcd": GREY, "log": ORANGE, "querycoord": PURPLE, "querynode": PURPLE}
"""Of a line, by the role that is called; every other is teal."""
WIDTH, BOX, TALL, GAP = 760, 164, 62, 116


def cluster_picture(processes: Sequence[Process]) -> Any:
    """Boxes with name, ports and memory, and an arrow from each process to each that it has called; one that is gone is dashed.

    Args:
        processes: what ``course.milvus(["roles"], config="cluster").processes()`` gives.
    """
    places = _places(processes)
    known = {process.name: process for process in processes}
    lines = [
        _arrow(places[process.name], places[called], COLORS.get(known[called].role, TEAL), f"{process.name} calls {called}")
        for process in processes
        for called in process.calls
        if called in places
    ]
    boxes = [_box(process, *places[process.name]) for process in processes]
    layers = [
        f"<text x='6' y='{row * GAP + 14}' font-size='11' fill='currentColor' opacity='.6'>{name}</text>"
        for row, (name, _) in enumerate(LAYERS)
    ]
    heads = "".join(
        f"<marker id='{_head(color)}' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='6' markerHeight='6' orient='auto'>"
        f"<path d='M0 0L8 4L0 8z' fill='{color}'/></marker>"
        for color in sorted({TEAL, *COLORS.values()})
    )
    height = GAP * (len(LAYERS) - 1) + TALL + 24
    words = "; ".join(_words(process) for process in processes)
    return scrolls(
        f"<svg viewBox='0 0 {WIDTH} {height}' style='min-width:640px;max-width:100%' role='img' aria-label='{esc(words)}' "
        f"font-family='system-ui, sans-serif'><defs>{heads}</defs>{''.join(lines)}{''.join(boxes)}{''.join(layers)}</svg>",
        "Picture: the processes of the cluster",
    )


def cluster_table(processes: Sequence[Process]) -> Any:
    """The same as a table: process, id, state, ports with their use, memory of its own, whom it calls."""
    rows = [
        f"|`{p.name}`|{p.pid}|{p.state}|{', '.join(f'{port} {use}'.strip() for port, use in p.ports.items()) or '-'}"
        f"|{p.own} of {p.resident}|{', '.join(p.calls) or '-'}|"
        for p in processes
    ]
    return table("process / id / state / listens on / MiB of its own / calls", rows)


def _places(processes: Sequence[Process]) -> dict[str, tuple[float, float]]:
    """The upper left corner of each box."""
    rows = [[p.name for p in processes if p.name in names] for _, names in LAYERS]
    placed = {name for row in rows for name in row}
    rows[-1] += [p.name for p in processes if p.name not in placed]
    places = {}
    for number, row in enumerate(rows):
        step = WIDTH / max(len(row), 1)
        for column, name in enumerate(row):
            places[name] = (step * (column + 0.5) - BOX / 2, number * GAP + 20.0)
    return places


def _box(process: Process, x: float, y: float) -> str:
    runs = process.state == "running"
    color = COLORS.get(process.role, TEAL)
    ports = " · ".join(process.ports) if runs else process.state
    style = "" if runs else " stroke-dasharray='5 4' opacity='.7'"
    middle = x + BOX / 2
    memory = f"{process.resident} MiB" if runs else ""
    shape = f"x='{x:.0f}' y='{y:.0f}' width='{BOX}' height='{TALL}' rx='6'"
    return (
        # The page's own ground first, so that no arrow runs through the words; as marimo or MkDocs Material calls it.
        f"<g><rect {shape} style='fill:var(--md-default-bg-color, var(--background, Canvas))'/>"
        f"<rect {shape} fill='{color}' fill-opacity='{0.13 if runs else 0}' "
        f"stroke='{color}' stroke-width='1.5'{style}/>"
        f"<text x='{middle:.0f}' y='{y + 20:.0f}' text-anchor='middle' font-size='14' font-weight='600' fill='currentColor'>{esc(process.name)}</text>"
        f"<text x='{middle:.0f}' y='{y + 37:.0f}' text-anchor='middle' font-size='11' fill='currentColor'>{esc(ports)}</text>"
        f"<text x='{middle:.0f}' y='{y + 53:.0f}' text-anchor='middle' font-size='11' fill='currentColor' opacity='.75'>{memory}</text></g>"
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], color: str, words: str) -> str:
    """From the edge of one box to the edge of another; in one row in an arc above it."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        a, b = x1 + BOX / 2 + (18 if x2 > x1 else -18), x2 + BOX / 2 + (-18 if x2 > x1 else 18)
        path = f"M{a:.0f} {y1:.0f}Q{(a + b) / 2:.0f} {y1 - 36:.0f} {b:.0f} {y2:.0f}"
    else:
        down = y2 > y1
        # Calls down and calls up do not lie on each other.
        shift = -10 if down else 10
        a, b = x1 + BOX / 2 + shift + (x2 - x1) / 12, x2 + BOX / 2 + shift - (x2 - x1) / 12
        path = f"M{a:.0f} {y1 + (TALL if down else 0):.0f}L{b:.0f} {y2 + (0 if down else TALL):.0f}"
    return f"<path d='{path}' fill='none' stroke='{color}' stroke-width='1.4' stroke-opacity='.75' marker-end='url(#{_head(color)})'><title>{esc(words)}</title></path>"


def _head(color: str) -> str:
    return f"calls-{color.removeprefix('#')}"


def _words(process: Process) -> str:
    if process.state != "running":
        return f"{process.name} is {process.state}"
    return f"{process.name} listens on {', '.join(process.ports) or 'nothing'} and calls {', '.join(process.calls) or 'nobody'}"
