# id: any-case
# check: test_count
# why: case looks like noise
# source: the course's own miniature
# BEGIN SOLUTION
with open(sys.argv[1]) as log:
    count = sum("denied" in line.lower() for line in log)
print(count)
with open("count.txt", "w") as out:
    out.write(str(count))
# END SOLUTION
