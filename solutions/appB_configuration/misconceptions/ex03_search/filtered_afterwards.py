# id: filtered-afterwards
# check: test_versions
# why: Search first, then drop what does not fit: it reads naturally, and on a handful of rows it works. The best hundred may all be of the other version.
# source: chapter 6 of this course, “Scalar Filtering”; docs v3.0.x, *Filtered Search*
    # BEGIN SOLUTION find
    if not text.strip():
        return []
    key = "old" if version == "2.3.5" else "new"
    form = compared(text.strip()).replace("\\", "\\\\").replace('"', '\\"')
    named = client.query(name, filter=f'form == "{form}" and {key} == true', output_fields=["name"])
    hits = client.search(name, data=[text], anns_field="words", limit=10 * k, output_fields=["name", key])[0]
    found = [row["name"] for row in named] + [hit["entity"]["name"] for hit in hits if hit["entity"][key]]
    return list(dict.fromkeys(found))[:k]
    # END SOLUTION
