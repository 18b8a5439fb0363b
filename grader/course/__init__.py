"""Room 2 · The course on disk: manifests, every path rule, starters, statements, the workspace and what a learner has done."""

from grader.course.manifest import (
    CONTROLS,
    PROFILES,
    Chapter,
    Course,
    Exercise,
    Kind,
    Part,
    find_root,
    load,
    normal_id,
    read_toml,
)

__all__ = [
    "CONTROLS", "PROFILES", "Chapter", "Course", "Exercise", "Kind", "Part", "find_root", "load", "normal_id", "read_toml",
]  # fmt: skip
