# id: counts-words
# check: test_count
# why: a word is a line
# source: the course's own miniature
# BEGIN SOLUTION
with open(sys.argv[1]) as log:
    count = log.read().count("DENIED")
print(count)
with open("count.txt", "w") as out:
    out.write(str(count))
# END SOLUTION
