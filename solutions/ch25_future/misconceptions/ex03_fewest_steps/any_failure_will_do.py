# id: any-failure-will-do
# check: test_other_failures
# why: It still fails, so the bug is still in there. A shorter program often fails for a reason of its own.
# source: “slippage” in the literature on test-case reduction (Chen and others, Taming Compiler Fuzzers, PLDI 2013)
# BEGIN SOLUTION minimize
    if run([]) != "fine":
        return []
    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        start, shorter = 0, False
        while start < len(left):
            without = left[:start] + left[start + size :]
            if without and run(without) != "fine":
                left, shorter = without, True
            else:
                start += size
        if size == 1 and not shorter:
            return left
        size = max(size // 2, 1)
    # END SOLUTION
