# id: no-answer-means-not-done
# check: test_a_lost_answer
# why: The insert failed, so it is sent again. Only its answer was lost: Milvus had taken the rows, and takes them a second time.
# source: https://github.com/milvus-io/milvus/issues/33353 (rows with one key, inserted twice); pymilvus 3.0.2 repeats an insert after UNAVAILABLE by itself (run in the lesson)
# BEGIN SOLUTION store
    persistently(lambda: client.insert(name, rows, timeout=1), seconds)
# END SOLUTION
