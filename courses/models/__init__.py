from .abuse import BlockedDomain, RateBucket
from .catalogue import CatalogueIndexPage, CategoryPage
from .contributors import Contributor, ContributorLink
from .courses import CourseCredit, CoursePage, CourseTag
from .entries import CatalogueEntry, CatalogueState, SearchText, SearchWord
from .imports import ImportedAddress, ImportedCourse, ImportRun
from .lessons import LessonPage
from .licences import Licence
from .media import MediaCheck, MediaItem, MediaUse
from .mirrors import MirroredPage, MirrorSource
from .paths import LearningPathIndexPage, LearningPathPage, PathStep, RelatedCourse
from .records import (
    ContentRecord,
    DumpPart,
    FileDigest,
    RecordDue,
    RecordNote,
    RecordState,
    RecordTerm,
    RecordUse,
)
from .reports import ProblemReport
from .reviews import CourseReviewTask, ReviewDecision, ReviewReminder
from .sessions import LiveSession
from .submissions import Submission, SubmissionEvent, SubmissionFile

__all__ = [
    "BlockedDomain",
    "CatalogueEntry",
    "CatalogueIndexPage",
    "CatalogueState",
    "CategoryPage",
    "ContentRecord",
    "Contributor",
    "ContributorLink",
    "CourseCredit",
    "CoursePage",
    "CourseReviewTask",
    "CourseTag",
    "DumpPart",
    "FileDigest",
    "ImportRun",
    "ImportedAddress",
    "ImportedCourse",
    "LearningPathIndexPage",
    "LearningPathPage",
    "LessonPage",
    "Licence",
    "LiveSession",
    "MediaCheck",
    "MediaItem",
    "MediaUse",
    "MirrorSource",
    "MirroredPage",
    "PathStep",
    "ProblemReport",
    "RateBucket",
    "RecordDue",
    "RecordNote",
    "RecordState",
    "RecordTerm",
    "RecordUse",
    "RelatedCourse",
    "ReviewDecision",
    "ReviewReminder",
    "SearchText",
    "SearchWord",
    "Submission",
    "SubmissionEvent",
    "SubmissionFile",
]
