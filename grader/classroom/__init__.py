"""Room 8 · Many submissions: intake, plan, store, policy, gradebook, analytics."""
