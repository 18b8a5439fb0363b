# id: sentences-stand-alone
# check: test_chunks
# why: Whole sentences are kept, so nothing seems to be cut. But the second half of an answer begins with “It”, and stands in the next chunk.
# source: docs v3.0.x contextual-retrieval material on chunks that lose what they refer to
# BEGIN SOLUTION chunks
    spans = sentences(text)
    found, first = [], 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= size:
            last += 1
        found.append((spans[first][0], spans[last][1]))
        first = last + 1
    return found
# END SOLUTION
