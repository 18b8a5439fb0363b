# expect: passed
# because: the parts of a line are cut out with split, and the status alone decides
import json
import sys

found = {}
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        if "[status: GrpcPermissionDenied]" not in line:
            continue
        head, _, _ = line.partition(" [status: GrpcPermissionDenied]")
        method = head.rsplit(" ", 1)[1]
        user = head.split("<", 1)[1].split(":", 1)[0]
        calls = found.setdefault(user, {})
        calls[method] = calls.get(method, 0) + 1
print(json.dumps(found, sort_keys=True))
