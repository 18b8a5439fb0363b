# id: cosine-by-habit
# check: test_it_beats_both
# why: For text and pictures the cosine is the usual metric, and tutorials for those are many. There a vector's length says nothing; here it says how many people a film has convinced.
# source: docs v3.0.x metric.md (COSINE is the default metric); “popular items never show up”, of recommenders whose factors were normalized
# BEGIN SOLUTION build
    films = sorted({film for liked in likes.values() for film in liked})
    place = {film: i for i, film in enumerate(films)}
    table = np.zeros((len(likes), len(films)))
    for row, liked in enumerate(likes.values()):
        table[row, [place[film] for film in liked]] = 1
    vectors = np.linalg.svd(table, full_matrices=False)[2][:dim].T

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    client.insert(name, [{"id": film, "vector": vector.tolist()} for film, vector in zip(films, vectors, strict=True)])
    return len(films)
    # END SOLUTION
