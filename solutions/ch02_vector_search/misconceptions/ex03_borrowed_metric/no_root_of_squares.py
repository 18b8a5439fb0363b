# id: no-root-of-squares
# check: test_rows
# why: "Fill every row up to the longest" sounds like a difference of lengths; popular explanations of the trick say just that, and the formula with the root stands only in the paper.
# source: the code that is copied for this (https://gist.github.com/mdouze/e4bdb404dbd976c83fe447e529e5c9dc) writes sqrt(phi - norms) and hides in the names that both are squares; with lengths and without the root it still runs. The proof: Bachrach et al., Speeding Up the Xbox Recommender System, RecSys 2014, section 3.1
# BEGIN SOLUTION rows
    lengths = np.linalg.norm(vectors, axis=1)
    return np.column_stack([vectors, lengths.max() - lengths])
# END SOLUTION
