# id: both-forms-are-one
# check: test_every_word, test_short_words
# why: A query without its final s is believed to find singular and plural. The index has whole words, and cast is not casts.
# source: docs v3.0.x stemmer-filter.md (a stemmer works on both sides, or not at all)
# BEGIN SOLUTION find
    words = " ".join(word[:-1] if word.lower().endswith("s") else word for word in text.split())
    hits = client.search(name, data=[plain(words)], anns_field="words", limit=k)[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
