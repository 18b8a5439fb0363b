"""Where the tasks of a class run are graded: on this machine (`local.py`) or on a Dask cluster (`dask.py`)."""
