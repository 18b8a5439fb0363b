"""Chapter 22: an image search, by picture, by words, by both and by a crop, with near-duplicates and clips."""
