"""Room 2 · The course on disk: manifests, every path rule, starters, statements, the workspace and what a learner has done."""

from grader.course.manifest import find_root, load, read_toml
from grader.course.model import CONTROLS, PROFILES, Chapter, Course, Exercise, Part, ReadingPath, normal_id

__all__ = [
    "CONTROLS", "PROFILES", "Chapter", "Course", "Exercise", "Part", "ReadingPath", "find_root", "load", "normal_id", "read_toml",
]  # fmt: skip
