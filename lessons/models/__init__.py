"""Vector indexes from scratch, one idea a file; README.md has the reading order."""
