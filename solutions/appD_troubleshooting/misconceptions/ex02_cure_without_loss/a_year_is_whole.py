# id: a-year-is-whole
# check: test_texts
# why: int(float(text)) reads whatever looks like a number. It also cuts off what stands behind the point.
# source: Python: int(float("1990.5")) is 1990; data cleaning scripts that cast a column to int
# BEGIN SOLUTION number
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None
    # END SOLUTION
