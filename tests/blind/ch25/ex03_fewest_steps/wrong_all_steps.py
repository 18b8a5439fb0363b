# expect: failed|partial
# because: returns what it was given
def minimize(steps, run):
    run(steps)
    return list(steps)
