"""What is to be mended in a course, and what keeps it from becoming public."""

from .checking import check_course, check_courses, check_paths
from .findings import Code, Finding, Level
from .publishing import blocking_errors, refusal

__all__ = [
    "Code",
    "Finding",
    "Level",
    "blocking_errors",
    "check_course",
    "check_courses",
    "check_paths",
    "refusal",
]
