from .catalogue import CatalogueIndexPage, CategoryPage
from .contributors import Contributor, ContributorLink
from .courses import CourseCredit, CoursePage, CourseTag
from .imports import ImportedAddress
from .lessons import LessonPage
from .licences import Licence
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
