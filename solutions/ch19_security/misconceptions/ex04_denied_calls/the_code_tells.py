# id: the-code-tells
# check: test_denied_calls
# why: The denied line has the code 65535, so that seems to be the code of a denial; it stands for "some other error".
# source: measured here: 65535 also comes with GrpcUnauthenticated
# BEGIN SOLUTION
denied = defaultdict(Counter)
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        found = LINE.search(line)
        if found and found["code"] == "65535":
            denied[found["user"]][found["method"]] += 1
print(json.dumps(denied))
# END SOLUTION
