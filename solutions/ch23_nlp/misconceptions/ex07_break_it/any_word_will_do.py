# id: any-word-will-do
# check: test_right_one
# why: A search engine returns what has some of the words, the best first, so this is expected of every retriever. This one promises all of them.
# source: docs v3.0.x keyword-match.md (TEXT_MATCH joins its words by OR unless it is told otherwise)
# BEGIN SOLUTION
    return [
        {"texts": {1: "the red boat", 2: "the blue boat", 3: "a red house"}, "query": "red boat", "found": [1, 2, 3]},
        {"texts": {1: "red boat", 2: "blue boat"}, "query": "green", "found": []},
    ]
# END SOLUTION
