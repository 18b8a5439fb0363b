# id: unknown-is-different
# check: test_all_but
# why: In Python, None != 3 is true. In a filter, a comparison with NULL is neither true nor false, and only what is true is kept.
# source: https://github.com/lightdash/lightdash/issues/4593 ("intuitively, null is not equal to 'blah', so it should be included"); docs v3.0.x, basic-operators.md
# BEGIN SOLUTION all_but
    return [row["id"] for row in client.query(name, filter=f"stars != {stars}", output_fields=["id"])]
# END SOLUTION
