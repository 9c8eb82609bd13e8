from .contributors import Contributor, ContributorLink
from .imports import ImportedAddress
from .licences import Licence
from .pages import (
    CatalogueIndexPage,
    CategoryPage,
    CourseCredit,
    CoursePage,
    CourseTag,
    LessonPage,
)
from .sessions import LiveSession

__all__ = [
    "CatalogueIndexPage",
    "CategoryPage",
    "Contributor",
    "ContributorLink",
    "CourseCredit",
    "CoursePage",
    "CourseTag",
    "ImportedAddress",
    "LessonPage",
    "Licence",
    "LiveSession",
]
