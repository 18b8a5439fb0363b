"""The pytest entry point; the plugin itself is ``grader/grading/plugin.py``."""

from grader.grading.plugin import *  # noqa: F403  hooks and fixtures are found by their names here
from grader.grading.plugin import _session  # noqa: F401  a fixture, too
