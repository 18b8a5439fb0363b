# expect: failed|partial
# because: the last status of a line is taken, also where a message quotes one
import json, re, sys
from collections import Counter, defaultdict
d = defaultdict(Counter)
for l in open(sys.argv[1]):
    u = re.search(r"<([^:>]+):", l); m = re.search(r"> (\w+) \[", l); s = re.findall(r"status: (\w+)", l)
    if u and m and s and s[-1] == "GrpcPermissionDenied": d[u[1]][m[1]] += 1
print(json.dumps(d))
