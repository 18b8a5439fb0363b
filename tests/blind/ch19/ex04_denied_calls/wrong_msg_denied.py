# expect: failed|partial
# because: the words of the message decide, not the status
import json, re, sys
from collections import Counter, defaultdict
LINE = re.compile(r"<(?P<user>[^:>]+): [^>]*> (?P<method>\w+) \[status: (?P<status>\w+)\] \[code: (?P<code>-?\d+)\]")
d = defaultdict(Counter)
for l in open(sys.argv[1]):
    m = LINE.search(l)
    if m and "permission deny" in l.lower(): d[m["user"]][m["method"]] += 1
print(json.dumps(d))
