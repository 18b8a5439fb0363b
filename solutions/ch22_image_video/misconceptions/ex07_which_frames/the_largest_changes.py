# id: the-largest-changes
# check: test_a_camera_that_turns
# why: A cut is a large step from one frame to the next, so the frames after the largest steps are the ones to keep. A camera that turns has no large step at all, and shows everything.
# source: shot detection by the difference of neighboring frames, the default of many scripts; missed fades and pans are its known fault
# BEGIN SOLUTION store
    changes = []
    for title, vectors in videos.items():
        steps = (vectors[1:] * vectors[:-1]).sum(axis=1)
        changes += [(float(step), title, second + 1) for second, step in enumerate(steps)]
    changes.sort()
    chosen = [(title, 0) for title in videos] + [(title, second) for _, title, second in changes[: budget - len(videos)]]
    rows = [{"video": title, "second": second, "vector": videos[title][second].tolist()} for title, second in sorted(chosen)]
    client.insert(name, [{"id": n, **row} for n, row in enumerate(rows)])
    return len(rows)
# END SOLUTION
