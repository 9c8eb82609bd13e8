"""The documents that records keep and the API tells, field by field."""

from .catalogue import (
    CategorySerializer,
    ContributorPageSerializer,
    CourseSessionSerializer,
    PathSerializer,
)
from .courses import (
    CourseDetailSerializer,
    CourseSerializer,
    LessonDetailSerializer,
    LessonListingSerializer,
)
from .parts import InstantField, api_address

__all__ = [
    "CategorySerializer",
    "ContributorPageSerializer",
    "CourseDetailSerializer",
    "CourseSerializer",
    "CourseSessionSerializer",
    "InstantField",
    "LessonDetailSerializer",
    "LessonListingSerializer",
    "PathSerializer",
    "api_address",
]
