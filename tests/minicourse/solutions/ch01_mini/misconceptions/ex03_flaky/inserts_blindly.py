# id: inserts-blindly
# check: test_put
# why: an insert looks like a statement of fact
# source: the course's own miniature
# BEGIN SOLUTION
    client.insert(name, rows)
# END SOLUTION
