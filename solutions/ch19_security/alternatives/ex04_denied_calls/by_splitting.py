import json
import pathlib
import sys

result = {}
for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
    if "[status: GrpcPermissionDenied]" not in line:
        continue
    rest = line.split("[ACCESS] <", 1)[1]
    user = rest.split(":", 1)[0]
    method = rest.split("> ", 1)[1].split(" ", 1)[0]
    result.setdefault(user, {}).setdefault(method, 0)
    result[user][method] += 1
json.dump(result, sys.stdout, indent=2)
