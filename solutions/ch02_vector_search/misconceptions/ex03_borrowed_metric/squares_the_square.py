# id: squares-the-square
# check: test_back_to_inner_products
# why: The formula has |q - v|², Milvus' L2 is called a distance, so it is squared. It was squared already.
# source: https://github.com/milvus-io/milvus/issues/4923; docs v3.0.x metric.md: "Milvus only calculates the value before applying the square root"
# BEGIN SOLUTION back
    return (query @ query + rows[0] @ rows[0] - distances**2) / 2
# END SOLUTION
