"""Where a run's seconds went: by file, and how much of its time each worker was busy. What `--durations` says of single tests."""

from collections import Counter, defaultdict

FILES = 30
"""Of the files, how many are listed: those that took longest."""


def told(reports):
    """The lines at a run's end; `reports` are pytest's, three of each test (set-up, call, tear-down)."""
    seconds, tests, busy, span = Counter(), Counter(), Counter(), defaultdict(list)
    for report in reports:
        file = report.nodeid.split("::")[0]
        worker = getattr(getattr(report, "node", None), "gateway", None)
        name = worker.id if worker else "the only one"
        seconds[file] += report.duration
        tests[file] += report.when == "call"
        busy[name] += report.duration
        span[name] += [report.start, report.stop]
    first = min((start for times in span.values() for start in times), default=0)
    for file, took in seconds.most_common(FILES):
        yield f"{took:8.0f}s {tests[file]:5} {'tests' if tests[file] != 1 else 'test '} {file}"
    if rest := sum(took for _, took in seconds.most_common()[FILES:]):
        yield f"{rest:8.0f}s in {len(seconds) - FILES} other files"
    for name in sorted(busy):
        yield f"{busy[name]:8.0f}s busy: worker {name}, from {min(span[name]) - first:.0f} s to {max(span[name]) - first:.0f} s"
