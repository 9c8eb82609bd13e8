"""What a learner wants to know before a path, in short words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import CoursePage
from ..rights import permits
from ..showing.facts import Fact, duration, label

LEVELS = CoursePage.Level.values


def path_facts(steps):
    """Everything, most decisive first."""
    return [Fact("price", _("Free, Rp 0")), *outline_facts(steps), device(steps)]


def outline_facts(steps):
    """What stands on a card: how many steps, how long, from which level to which."""
    return [
        Fact("book", number_of_steps(steps)),
        Fact("time", total_time(steps)),
        *levels(steps),
    ]


def number_of_steps(steps):
    number = len(steps)
    text = ngettext("%(number)d step", "%(number)d steps", number)
    if not (optional := sum(step.optional for step in steps)):
        return text % {"number": number}
    more = ngettext(
        "%(number)d of them may be left out",
        "%(number)d of them may be left out",
        optional,
    )
    return f"{text % {'number': number}}, {more % {'number': optional}}"


def total_time(steps):
    """The sum of what is known; a path with a gap in it takes at least that."""
    lengths = [step.course.duration_minutes for step in steps]
    total = duration(sum(filter(None, lengths)))
    if all(lengths) or not any(lengths):
        return total
    return _("At least %(time)s") % {"time": total}


def levels(steps):
    known = {step.course.level for step in steps}
    found = [level for level in LEVELS if level in known]
    if not found:
        return []
    first, last = (label(CoursePage.Level, level) for level in (found[0], found[-1]))
    if first == last:
        return [Fact("level", capfirst(first))]
    text = _("From %(first)s to %(last)s") % {"first": first, "last": last}
    return [Fact("level", text)]


def device(steps):
    needing = sum(step.course.device == CoursePage.Device.COMPUTER for step in steps)
    if not needing:
        return Fact("device", capfirst(CoursePage.Device.PHONE.label))
    if needing == len(steps):
        return Fact("device", capfirst(CoursePage.Device.COMPUTER.label))
    text = ngettext(
        "%(number)d step needs a computer", "%(number)d steps need a computer", needing
    )
    return Fact("device", text % {"number": needing})


def licence_mix(courses):
    """Say how many courses may be passed on, only used here, or open elsewhere."""
    allowed = [permits(course) for course in courses]
    shared = sum(one.share for one in allowed)
    elsewhere = sum(one.link and not one.show for one in allowed)
    here = len(allowed) - shared - elsewhere
    counted = [
        (shared, passed_on(shared)),
        (here, only_here(here)),
        (elsewhere, at_its_source(elsewhere)),
    ]
    return [text for number, text in counted if number]


def passed_on(number):
    text = ngettext(
        "%(number)d course may be copied and passed on under its licence.",
        "%(number)d courses may be copied and passed on under their licences.",
        number,
    )
    return text % {"number": number}


def only_here(number):
    text = ngettext(
        "%(number)d course may be taken here, but not copied.",
        "%(number)d courses may be taken here, but not copied.",
        number,
    )
    return text % {"number": number}


def at_its_source(number):
    text = ngettext(
        "%(number)d course opens on the site of who made it.",
        "%(number)d courses open on the sites of who made them.",
        number,
    )
    return text % {"number": number}
