"""The same 2.3.5 binary as a cluster on one machine: eight Milvus processes, an etcd and a log, no Docker.

`parts.py` says what runs, `found.py` where its programs are, `supervise.py` holds it, `network.py` sees who talks to
whom, `instance.py` is what the rest of the grader knows of it.
"""
