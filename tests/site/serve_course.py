"""Serve a course as `grader start` does: python serve_course.py COURSE DESK PORT service|alone."""

import sys
from pathlib import Path

from grader.lesson.service import Running
from grader.site.web import Address, serve


def ready(address: Address) -> None:
    if address.asked:
        print(f"MOVED from {address.asked}", flush=True)
    print("READY", address.url, address.link, flush=True)


if __name__ == "__main__":
    course, desk, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if sys.argv[4] == "service":
        with Running(course, desk) as service:
            serve(course, desk, port=port, service=Path(service.path), ready=ready)
    else:
        serve(course, desk, port=port, ready=ready)
