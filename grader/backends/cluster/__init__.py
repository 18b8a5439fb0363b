"""The same 2.3.5 binary as a cluster on one machine: eight Milvus processes, an etcd and a log, no Docker.

`parts.py` says what runs, `found.py` where its programs are, `supervise.py` holds it, `network.py` sees who talks to
whom, `instance.py` is what the rest of the grader knows of it.

Idle it holds 1.7 GiB as its guard counts (each process with the libraries that all of them share; 0.4 GiB without counting
those ten times), with 50,000 rows of 128 numbers and an HNSW index 2.3. `GRADER_MILVUS_MEMORY` bounds all of it together.
"""
