"""Questions to a handbook: an answer in its own words with the place where it stands, or that it does not say it (chapter 23)."""
