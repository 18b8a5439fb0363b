# id: every-nth-second
# check: test_a_trailer_after_a_lecture
# why: One frame per so many seconds is what every pipeline does first, and it spends the budget to the last row. The long scene gets nearly all of it, and a shot that is shorter than the step gets none.
# source: the usual `fps=1/10` of frame extraction; docs v3.0.x, Video Similarity Search takes key frames instead
# BEGIN SOLUTION store
    total = sum(len(vectors) for vectors in videos.values())
    step = max(1, -(-total // (budget - len(videos))))
    rows = [{"video": title, "second": second, "vector": vectors[second].tolist()} for title, vectors in videos.items() for second in range(0, len(vectors), step)]
    client.insert(name, [{"id": n, **row} for n, row in enumerate(rows)])
    return len(rows)
# END SOLUTION
