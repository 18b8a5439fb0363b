# id: the-first-finding-is-enough
# check: test_collections
# why: Something is wrong, so the rollout will not stay, so the test may end. The person who mends it learns of the second fault at the next attempt.
# source: assert-style smoke tests end at the first failing assertion; pytest documentation, How to handle test failures


def smoke(client, expected):
    """What is wrong, by name."""
    # BEGIN SOLUTION smoke
    found = {}
    for name, about in expected.items():
        word = look(client, name, about)
        if word:
            found[name] = word
        if word not in ("", "error"):
            return found
    if not whole_use(client):
        found["(writes)"] = "error"
    return found
    # END SOLUTION
