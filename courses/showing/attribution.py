"""The sentence that names title, holder, source and licence, ready to copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..models import CoursePage, Licence


@dataclass(frozen=True)
class Attribution:
    text: str
    html: SafeString


def reader_language(course: CoursePage) -> str:
    """The course's own language where the site speaks it, else the site's."""
    known = dict(settings.LANGUAGES)
    return course.language if course.language in known else settings.LANGUAGE_CODE


def attribute(
    course: CoursePage,
    licence: Licence,
    url: str,
    changed_by: Sequence[str] = (),
    origin: str = "",
) -> Attribution:
    """Write it in the active language; ``url`` is the course's address here.

    ``origin`` is where it was taken over from, which no editor can empty.
    """
    source = course.source_url or origin or url
    is_open = licence.state == Licence.State.OPEN
    sentence = _changed(licence) if changed_by and is_open else _sentence(licence)
    changers = ", ".join(changed_by)
    text = sentence % {
        "title": course.title,
        "holder": course.rights_holder,
        "licence": f"{licence.name} ({licence.url})",
        "source": source,
        "changers": changers,
    }
    html = escape(sentence) % {
        "title": _link(url, course.title),
        "holder": conditional_escape(course.rights_holder),
        "licence": _link(licence.url, licence.name),
        "source": _link(source, source),
        "changers": conditional_escape(changers),
    }
    return Attribution(text, SafeString(html))  # every part is escaped


def _sentence(licence: Licence) -> str:
    if licence.state == Licence.State.OPEN and licence.url:
        return _("“%(title)s” by %(holder)s, under %(licence)s. Source: %(source)s")
    return _("“%(title)s” by %(holder)s. Source: %(source)s")


def _changed(licence: Licence) -> str:
    """Open licences ask everybody to pass on that it was changed, and by whom.

    Under any other the work stays its owner's: only what describes it was changed.
    """
    if licence.url:
        return _(
            "“%(title)s” by %(holder)s, under %(licence)s. Changed by %(changers)s. "
            "Source: %(source)s"
        )
    return _("“%(title)s” by %(holder)s. Changed by %(changers)s. Source: %(source)s")


def _link(url: str, label: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)
