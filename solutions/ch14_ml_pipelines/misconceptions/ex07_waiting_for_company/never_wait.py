# id: never-wait
# check: test_room_to_wait
# why: Waiting on purpose sounds wrong in a service that should be fast, so each request is sent on as soon as the worker is free. The promise is kept, and every call carries one request.
# source: NVIDIA Triton Inference Server documentation, Dynamic Batcher (a delay is off by default)
# BEGIN SOLUTION plan
    if 1.2 * (fixed + each) > limit or load * (fixed / 64 + each) > 0.98:
        return None
    return 64, 0.0
# END SOLUTION
