# id: two-writes-are-one
# check: test_save_and_remove
# why: The article is stored, then it is noted. Both lines stand in one function, so they belong together. A process can end between any two lines.
# source: microservices.io, “Transactional outbox” (the dual write that the pattern replaces); the lesson's section Integration with Enterprise Systems
# BEGIN SOLUTION save
    transaction([("put", "articles", article)])
    transaction([("put", "outbox", {"article": article["id"], "row": article})])
    # END SOLUTION
# BEGIN SOLUTION remove
    transaction([("delete", "articles", id)])
    transaction([("put", "outbox", {"article": id, "row": None})])
    # END SOLUTION
