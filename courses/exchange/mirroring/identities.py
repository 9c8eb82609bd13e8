"""Whose an identity is: one that another site names may belong to something here."""

from dataclasses import replace
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Site

from ...models import ContentRecord, Contributor, CourseCredit
from ...models.identity import Identified


def identified_models():
    return [model for model in apps.get_models() if issubclass(model, Identified)]


def uid_is_taken(uid):
    """By anything here, or by what was public here and is gone."""
    return (
        any(model.objects.filter(uid=uid).exists() for model in identified_models())
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
    if person := Contributor.objects.filter(uid=credit.uid).first():
        return credit.uid if is_meant(person, credit, source) else another
    free = credit.uid not in own and not uid_is_taken(credit.uid)
    return credit.uid if free else another


def is_meant(person, credit, source):
    """By their name, or as nobody but this source credits them here."""
    if person.name.strip().casefold() == credit.name.strip().casefold():
        return True
    credits = CourseCredit.objects.filter(contributor=person)
    theirs = credits.filter(page__mirrored__source=source)
    return 0 < theirs.count() == credits.count()


def renamed(before, after):
    """A line for each credit that got another identity."""
    told = _(
        "“%(name)s” has the identity (uid) of another here and was given a new one."
    )
    return [
        told % {"name": one.name}
        for one, other in zip(before.credits, after.credits, strict=True)
        if one.uid != other.uid
    ]


def comes_from_here(course):
    """Whether it was taken over from this site; what names it as a source was not.

    Of what was taken over every mirror tells whether it is modified.
    """
    sites = {place_of(site.root_url) for site in Site.objects.all()}
    source = course.document.get("source_url")
    return any(
        place_of(link["id"]) in sites
        for link in chain_of(course.based_on)
        if "modified" in link or link["id"] != source
    )


def chain_of(links):
    for link in links:
        yield link
        yield from chain_of(link.get("isBasedOn", []))


def place_of(url):
    try:
        parts = urlsplit(url)
        return parts.hostname, None if parts.port in (80, 443) else parts.port
    except ValueError:
        return None
