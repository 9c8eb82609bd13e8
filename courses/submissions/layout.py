"""In which order a form asks, and what it says to begin with."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Submission

Shape = Submission.Shape
FIRST = {
    Shape.VIDEO: ("video", _("The video"), ["links"]),
    Shape.ARTICLE: ("article", _("The article"), ["text"]),
    Shape.LIVE: (
        "live",
        _("When and where"),
        [
            *("date", "time", "timezone", "duration_minutes"),
            *("platform", "join_url"),
        ],
    ),
}
ABOUT = ["title", "category", "summary", "device"]
RIGHTS = ["rights", "licence", "permission", "maker", "source"]
YOU = ["sender_name", "organisation", "email"]
FACTS = [
    *("level", "language", "duration_minutes"),
    *("needs_app", "needs_account", "handover_price"),
]
# Shown only while another field has this value; without scripts always.
WHEN = {"licence": "rights=own", "permission": "rights=permission"}
# Needed or not as another answer decides, so never marked as optional.
ALWAYS_CONDITIONAL = {"licence", "permission", "maker", "source"}
CONDITIONAL = {
    Shape.VIDEO: ALWAYS_CONDITIONAL,
    Shape.ARTICLE: {*ALWAYS_CONDITIONAL, "text"},
    Shape.LIVE: ALWAYS_CONDITIONAL,
}


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    fields: list


@dataclass(frozen=True)
class Door:
    """One shape on the first page."""

    shape: str
    title: Promise
    note: Promise
    icon: str
    colour: str

    @property
    def url(self):
        return reverse(f"prakerja_courses:contribute_{self.shape}")


DOORS = [
    Door(
        Shape.VIDEO,
        _("A video"),
        _("Yours or somebody else's, on YouTube or Vimeo."),
        "play",
        "laut",
    ),
    Door(
        Shape.ARTICLE,
        _("An article"),
        _("Text with pictures and worksheets, or a link to one elsewhere."),
        "article",
        "daun",
    ),
    Door(
        Shape.LIVE,
        _("A live class"),
        _("In Zoom, IG Live and the like, on a day you choose."),
        "live",
        "kunyit",
    ),
]


def door_of(shape):
    return next(door for door in DOORS if door.shape == shape)


def sections(form):
    """The form's fields in the order of a conversation."""
    name, title, fields = FIRST[form.shape]
    about = ABOUT if form.shape == Shape.ARTICLE else [*ABOUT, "text"]
    return [
        section(form, name, title, fields),
        section(form, "about", _("About it"), about),
        section(form, "rights", _("Whose work it is"), RIGHTS),
        section(form, "you", _("About you"), YOU),
    ]


def more_facts(form):
    """What few need to say; folded."""
    asked = set(FIRST[form.shape][2])
    fields = [name for name in FACTS if name not in asked]
    return section(form, "facts", _("More about it"), fields)


def section(form, name, title, fields):
    asked = [form[field] for field in fields if field in form.fields]
    for bound in asked:
        bound.field.shown_when = WHEN.get(bound.name, "")
        bound.field.conditional = bound.name in CONDITIONAL[form.shape]
    return Section(name, title, asked)
