# id: user-yaml-is-always-read
# check: test_user_file
# why: The documentation of today puts every setting into user.yaml, and a file that an older version does not read is not reported by it.
# source: docs v3.0.x, *Run Milvus in Docker (Linux)*; server 2.3.5 started with a user.yaml, lessons/recorded/ch07_layers.json
    # BEGIN SOLUTION layers
    for layer in ORDER:
        for name, value in settings(layer, layers.get(layer, {})):
            if plain(name) == plain(place):
                return text_of(value), layer
    return None
    # END SOLUTION
