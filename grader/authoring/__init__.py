"""Room 7 · What an author runs: the proofs, the ledger that keeps them, rules, leaks, the class's bundle."""

KINDS = ("starter", "solution", "alternative", "misconception", "blind", "mutant")
"""What a proof may be about."""
