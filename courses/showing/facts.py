"""What a learner wants to know before a course, in short words."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..models import CoursePage

CHOICES = {
    "format": CoursePage.Format,
    "level": CoursePage.Level,
    "device": CoursePage.Device,
}


@dataclass(frozen=True)
class Fact:
    """One short sentence; ``name`` is for icons and style."""

    name: str
    text: str


def course_facts(course):
    """Everything, most decisive first; ``course`` is a page or a card."""
    facts = [Fact("price", _("Free, Rp 0")), *short_facts(course)]
    facts += [internet(course), Fact("language", language(course))]
    if course.needs_app:
        facts.append(Fact("app", _("Needs %(app)s") % {"app": course.needs_app}))
    return facts


def short_facts(course):
    """What stands on a card."""
    spoken = get_language()
    facts = [Fact("time", duration(course.duration_minutes))]
    facts += [chosen(name, getattr(course, name), spoken) for name in CHOICES]
    if course.needs_account:
        facts.append(Fact("account", _("Asks you to register at its source")))
    return [fact for fact in facts if fact.text]  # a draft may have none chosen yet


@lru_cache(maxsize=256)
def chosen(name, value, spoken):
    """A chosen fact in the language ``spoken``; a list says the same few many times."""
    return Fact(name, capfirst(label(CHOICES[name], value)))


def internet(course):
    if course.needs_internet:
        return Fact("internet", _("Needs internet while you learn"))
    return Fact("offline", _("Works without internet once it is open"))


def language(course):
    name = label(CoursePage.Language, course.language)
    return _("In %(language)s") % {"language": name}


def label(choices, value):
    return str(choices(value).label) if value in choices.values else value


def duration(minutes):
    """Say a length in hours and minutes, or that nobody knows it."""
    if not minutes:
        return _("Length unknown")
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if rest:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest})
    return " ".join(parts)
