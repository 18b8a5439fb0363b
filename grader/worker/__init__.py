"""Room 4 · The untrusted process and the way to it: what may cross, deadlines, launchers, sandboxes."""
