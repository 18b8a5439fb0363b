"""The commands, one a module; each has a ``command`` that ``grader.cli`` finds."""
