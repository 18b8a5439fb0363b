# id: the-wait-is-all
# check: test_room_to_wait
# why: The limit is read as the time that a request may wait. What the call takes after the wait, and the wait for the worker, are forgotten.
# source: NVIDIA Triton Inference Server documentation, Dynamic Batcher (the queue delay is added to the latency)
# BEGIN SOLUTION plan
    if fixed + each > limit or load * (fixed / 64 + each) > 0.98:
        return None
    return 64, limit
# END SOLUTION
