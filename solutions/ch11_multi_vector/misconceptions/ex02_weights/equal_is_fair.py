# id: equal-is-fair
# check: test_held_out
# why: Without knowing better, all fields get the same weight. Then a useless field has a third of the votes.
# source: docs v3.0.x weighted-ranker.md (fields matter differently, and weights say how)
# BEGIN SOLUTION tune
    return {field: 1 / 3 for field in fields}
# END SOLUTION
