"""Whose an identity is: one that another site names may belong to something here."""

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from ...models import (
    CatalogueIndexPage,
    CategoryPage,
    ContentRecord,
    Contributor,
    CoursePage,
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    LiveSession,
)

IDENTIFIED = (
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    CoursePage,
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    LiveSession,
)


def uid_is_taken(uid):
    """By anything here, or by what was public here and is gone."""
    return (
        any(model.objects.filter(uid=uid).exists() for model in IDENTIFIED)
        or ContentRecord.objects.filter(pk=uid).exists()
    )


def as_here(course, source):
    """The course with its credits under the identities that they have here."""
    own = {course.uid, *(lesson.uid for lesson in course.lessons)}
    uids = {each.uid: credit_uid(each, own, source) for each in course.credits}
    told = [
        {**each, "uid": str(uids[credit.uid])}
        for each, credit in zip(
            course.document["contributors"], course.credits, strict=True
        )
    ]
    return replace(
        course,
        credits=[replace(each, uid=uids[each.uid]) for each in course.credits],
        document={**course.document, "contributors": told},
    )


def credit_uid(credit, own, source):
    """Its own, or one made of it where its own is that of something else here."""
    another = uuid5(NAMESPACE_URL, f"{source.origin}#{credit.uid}")
    if Contributor.objects.filter(uid=another).exists():
        return another
    if Contributor.objects.filter(uid=credit.uid).exists():
        return credit.uid
    free = credit.uid not in own and not uid_is_taken(credit.uid)
    return credit.uid if free else another
