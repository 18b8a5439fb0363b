# id: the-largest-is-the-safest
# check: test_the_six, test_choices
# why: What can do everything cannot be the wrong choice, one thinks. Each step up brings services to watch, to upgrade and to pay for.
# source: https://github.com/milvus-io/milvus/discussions (clusters for some ten thousand vectors); docs v3.0.x, *Overview of Milvus Deployment Options*
    # BEGIN SOLUTION choice
    fits = [way for way in WAYS if not why_not(situation, way)]
    return fits[-1] if fits else None
    # END SOLUTION
