# expect: failed|partial
# because: users without a denied call are in the answer, with an empty object
import json
import re
import sys
from collections import Counter, defaultdict

LINE = re.compile(r"<(?P<user>[^:>]+): [^>]*> (?P<method>\w+) \[status: (?P<status>\w+)\] \[code: (?P<code>-?\d+)\]")

denied = defaultdict(Counter)
for line in open(sys.argv[1]):
    match = LINE.search(line)
    if match:
        user = denied[match["user"]]
        if match["status"] == "GrpcPermissionDenied":
            user[match["method"]] += 1
print(json.dumps(denied))
