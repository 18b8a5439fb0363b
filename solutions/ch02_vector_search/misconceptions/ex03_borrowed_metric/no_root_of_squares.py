# id: no-root-of-squares
# check: test_rows
# why: "Fill every row up to the longest" sounds like a difference of lengths; popular explanations of the trick say just that, and the formula with the root stands only in the paper.
# source: the explanation that https://github.com/vespa-engine/documentation/pull/2692 links to speaks of "the difference between φ and the norm"; the paper has a root of squares: Bachrach et al., Speeding Up the Xbox Recommender System, RecSys 2014, section 3.1
# BEGIN SOLUTION rows
    lengths = np.linalg.norm(vectors, axis=1)
    return np.column_stack([vectors, lengths.max() - lengths])
# END SOLUTION
