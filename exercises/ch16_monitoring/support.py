"""What the checks of chapter 16 share: days of a Milvus as time series, and ``promtool``, which says what a rule or an expression makes of them."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import yaml

STEP = 30
"""Seconds between two scrapes of a day that is made here."""
BOUNDS = [2**n for n in range(18)]


class Day:
    """A Milvus over some minutes: what each minute has is set by functions of the minute.

    Args:
        minutes: how long.
        search: searches per second.
        fail, slow: shares of the searches that fail, or take 256 to 512 ms; the others take 2 to 8 ms.
        up: whether it gives metrics.
        proxies: shares of the traffic.
        history: searches that each counter has seen before, and how many of these failed.
        all_slow: minutes in which every search is slow.
        quick: milliseconds of the others: 5, or 24, all of which lie in the bucket up to 32.
    """

    def __init__(self, minutes, *, search, fail=lambda m: 0.0, slow=lambda m: 0.0, up=lambda m: True, proxies=(1.0,), history=(0, 0), all_slow=lambda m: False, resets=True, quick=5):
        self.count = minutes * 60 // STEP + 1
        self.values = {}
        for number, share in enumerate(proxies, 1):
            total, failed, buckets, summed = float(history[0]), float(history[1]), np.zeros(len(BOUNDS) + 1), 0.0
            was_up = True
            for i in range(self.count):
                minute = i * STEP / 60
                alive = up(minute)
                if alive and not was_up and resets:
                    total, failed, buckets, summed = 0.0, 0.0, np.zeros(len(BOUNDS) + 1), 0.0
                was_up = alive
                asked = search(minute) * STEP * share if alive else 0.0
                broken = asked * fail(minute)
                late = (asked - broken) * (1.0 if all_slow(minute) else slow(minute))
                total, failed, summed = total + asked, failed + broken, summed + quick * (asked - broken - late) + 380 * late
                most = asked - broken - late
                spread = (lambda b: float(b >= 32)) if quick == 24 else (lambda b: (0.3 if b < 4 else 0.7 if b < 8 else 1.0) * (b >= 2))
                buckets = buckets + np.array([most * spread(b) + late * (b >= 512) for b in [*BOUNDS, 10**9]])
                self._put(number, alive, total, failed, buckets, summed)

    def _put(self, node, alive, total, failed, buckets, summed):
        at = f'instance="milvus-{node}:9091",job="milvus",node_id="{node}"'
        self.add(f'up{{instance="milvus-{node}:9091",job="milvus"}}', 1 if alive else 0)
        said = lambda value: value if alive else None
        for status, value in (("total", total), ("success", total - failed), ("fail", failed)):
            self.add(f'milvus_proxy_req_count{{function_name="Search",status="{status}",{at}}}', said(value))
        for bound, value in zip([*map(str, BOUNDS), "+Inf"], buckets, strict=True):
            self.add(f'milvus_proxy_sq_latency_bucket{{le="{bound}",query_type="search",{at}}}', said(value))
        self.add(f'milvus_proxy_sq_latency_sum{{query_type="search",{at}}}', said(summed))
        self.add(f'milvus_proxy_sq_latency_count{{query_type="search",{at}}}', said(buckets[-1]))

    def add(self, series, value):
        """One more value of a series; None is a hole."""
        self.values.setdefault(series, []).append(value)

    def also(self, series, value):
        """A further series by a function of the minute."""
        self.values[series] = [value(i * STEP / 60) for i in range(self.count)]

    def input_series(self):
        """As promtool takes it."""
        told = lambda v: "_" if v is None else f"{v:.6g}" if abs(v) < 1e5 else f"{v:.0f}"
        return [{"series": name, "values": " ".join(map(told, values))} for name, values in self.values.items()]


def promtool(*arguments, files):
    """Exit status and output, in a folder with these files."""
    with tempfile.TemporaryDirectory(prefix="promtool-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run([shutil.which("promtool"), *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, (done.stdout + done.stderr).replace(folder, "").strip()


def broken(rules):
    """What promtool has against a rule file, or empty."""
    status, said = promtool("check", "rules", "rules.yml", files={"rules.yml": rules})
    return "" if status == 0 else said.split("FAILED:")[-1].strip()


def asked(rules, day, questions):
    """The value of each question ``(expression, minute)`` on a day: a list of the values of its series; a text where it is an error."""
    tests = [{"expr": e, "eval_time": f"{round(m * 60)}s", "exp_samples": [{"labels": '{asked="never"}', "value": -7777}]} for e, m in questions]
    document = {"rule_files": ["rules.yml"], "evaluation_interval": f"{STEP}s", "tests": [{"interval": f"{STEP}s", "input_series": day.input_series(), "promql_expr_test": tests}]}
    _, said = promtool("test", "rules", "t.yml", files={"rules.yml": rules, "t.yml": yaml.safe_dump(document, width=10**6)})
    found = re.findall(r"expr: (?:.*), time: .*?,\n\s+exp:.*\n\s+got:[ ]?(.*)|expr: (?:.*), time: .*?, err: (.*)", said)
    if len(found) != len(questions):
        return [said[-400:]] * len(questions)
    # A value is the last word of each series; labels come before it in braces.
    return [error if error else [float(v) for v in re.findall(r"(?:^|[}\s])([-+]?(?:\d[\d.]*(?:E[-+]?\d+)?|Inf|NaN))(?=,\s|$)", got)] if got != "nil" else [] for got, error in found]


def firing(rules, day, moments):
    """{(alert, minute): how many of it fire} for pairs of an alert and a minute."""
    found = asked(rules, day, [(f'count(ALERTS{{alertname="{name}",alertstate="firing"}}) or vector(0)', m) for name, m in moments])
    return {moment: int(v[0]) if isinstance(v, list) and v else 0 for moment, v in zip(moments, found, strict=True)}
