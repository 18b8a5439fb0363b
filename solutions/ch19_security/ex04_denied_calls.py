"""Who was denied what?

An access log has one line for each call. Find the calls that were **denied for lack of a privilege**.

This program gets the path of a log as its only argument, and prints one JSON object: for each user with at least one
denied call, how often each method was denied.

    $ python ex04_denied_calls.py access.log
    {"bob": {"Insert": 1, "Search": 3}}

A line of the log looks like this (one line):

    [2026/03/01 10:02:11.514 +00:00] [ACCESS] <bob: tcp-10.0.0.7:42752> Search [status: GrpcPermissionDenied]
    [code: 65535] [sdk: Python-3.0.2] [msg: …] [traceID: …] [timeCost: 1.2ms]

Not every call that failed was denied: a collection may be missing, a password wrong. A message (`msg`) is free text and
may speak of other calls; a line of another shape is no call.
"""

import json
import re
import sys
from collections import Counter, defaultdict

LINE = re.compile(r"<(?P<user>[^:>]+): [^>]*> (?P<method>\w+) \[status: (?P<status>\w+)\] \[code: (?P<code>-?\d+)\]")

# BEGIN SOLUTION
denied = defaultdict(Counter)
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        found = LINE.search(line)
        if found and found["status"] == "GrpcPermissionDenied":
            denied[found["user"]][found["method"]] += 1
print(json.dumps(denied))
# END SOLUTION
