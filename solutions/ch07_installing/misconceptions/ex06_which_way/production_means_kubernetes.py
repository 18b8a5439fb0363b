# id: production-means-kubernetes
# check: test_the_six, test_choices
# why: “Standalone is for development” stands in many posts. The documentation names it the best choice for an early production; what only a cluster does is to survive the loss of a machine, and to hold more than one machine can.
# source: docs v3.0.x, *Overview of Milvus Deployment Options* (“Small-Scale Production Deployment”), against posts that say standalone is for testing
    # BEGIN SOLUTION choice
    fits = [way for way in WAYS if not why_not(situation, way)]
    if situation["production"]:
        fits = [way for way in fits if way in ("helm", "operator")]
    if situation["milvuses"] > 3 and "operator" in fits:
        return "operator"
    return fits[0] if fits else None
    # END SOLUTION
