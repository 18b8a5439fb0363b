# id: empty-means-default
# check: test_empty, test_a_real_server
# why: In a shell `${NAME:-default}` and in Compose an empty variable falls back to what is behind it. Milvus takes the empty text for a value; a setting that must not be empty even ends the process that reads it.
# source: docs v3.0.x, *Configure Milvus with Docker Compose*; panic “proxy.maxFieldNum is empty” of server 2.3.5, lessons/recorded/appB_empty.json
    # BEGIN SOLUTION layers
    for layer in ORDER:
        if layer == "user.yaml" and layers["version"] == "2.3.5":
            continue
        for name, value in settings(layer, layers.get(layer, {})):
            if plain(name) == plain(place) and text_of(value):
                return text_of(value), layer
    return None
    # END SOLUTION
