"""What others may do with a course, in plain sentences, and the words to copy."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ..embedding.snippets import snippet
from .attribution import Attribution, attribute, reader_language


@dataclass(frozen=True)
class Term:
    """One sentence; ``allowed`` says whether it opens a door or closes one."""

    text: str
    allowed: bool


@dataclass(frozen=True)
class Reuse:
    terms: list[Term]
    attribution: Attribution
    record: str  # the course as data, at the API; empty where the host has none
    frame: str  # the HTML of its card for another site, as empty


def reuse(course, allowed, address, changed_by=(), origin=""):
    """How to reuse a course; None for a draft that has no licence yet.

    ``address`` is the course's own, absolute; ``origin`` is of ``origin_of``.
    """
    licence = course.licence
    if licence is None or not course.rights_holder:
        return None
    with translation.override(reader_language(course)):
        words = attribute(course, licence, address, changed_by, origin)
    card = snippet(course, address)
    return Reuse(terms(allowed, licence), words, record(course), card)


def terms(allowed, licence):
    """Permissions first, then what is not allowed, then what is asked in return."""
    doors = [copies(allowed), changes(allowed), sales(allowed)]
    doors.sort(key=lambda term: not term.allowed)
    if allowed.embed and not allowed.share:
        text = _("You may show its videos on your site, in their owner's player.")
        doors.insert(0, Term(text, allowed=True))
    return doors + asked(allowed, licence)


def copies(allowed):
    if allowed.share:
        return Term(_("You may copy it and pass it on."), allowed=True)
    return Term(_("You may not pass on copies: link to this page."), allowed=False)


def changes(allowed):
    if allowed.adapt:
        return Term(_("You may change and translate it."), allowed=True)
    return Term(_("You may not change or translate it."), allowed=False)


def sales(allowed):
    if allowed.sell:
        return Term(_("You may use it in work that is paid for."), allowed=True)
    return Term(_("You may not use it in work that is paid for."), allowed=False)


def asked(allowed, licence):
    found = []
    if licence.must_attribute:
        found.append(Term(_("Name who made it: copy the sentence below."), True))
        if allowed.adapt:
            found.append(Term(_("If you change it, say that you did."), True))
    if licence.must_share_alike and allowed.adapt:
        found.append(Term(_("Give what you make of it the same licence."), True))
    return found


def record(course):
    try:
        return reverse("prakerja_courses_api:course", args=[course.uid])
    except NoReverseMatch:
        return ""
