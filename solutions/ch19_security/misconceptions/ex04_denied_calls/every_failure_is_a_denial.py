# id: every-failure-is-a-denial
# check: test_denied_calls
# why: What is not OK looks like a refusal; a missing collection and a wrong password are not OK either.
# source: measured here: a log of the 2.3.5 server holds the statuses OK, Failed, GrpcUnauthenticated and GrpcPermissionDenied
# BEGIN SOLUTION
denied = defaultdict(Counter)
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        found = LINE.search(line)
        if found and found["status"] != "OK":
            denied[found["user"]][found["method"]] += 1
print(json.dumps(denied))
# END SOLUTION
