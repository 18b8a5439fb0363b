# id: numbers-have-eight-bytes
# check: test_one_vector
# why: A Python float has eight bytes, and `struct.pack("4d", …)` keeps all of them. FLOAT_VECTOR has four-byte floats.
# source: milvus-proto, common.proto, PlaceholderType.FloatVector; the struct module's documentation (f has 4 bytes, d has 8)
# BEGIN SOLUTION placeholders
    value = common_pb2.PlaceholderValue(
        tag="$0", type=common_pb2.PlaceholderType.FloatVector, values=[struct.pack(f"<{len(v)}d", *v) for v in vectors]
    )
    return common_pb2.PlaceholderGroup(placeholders=[value]).SerializeToString()
# END SOLUTION
