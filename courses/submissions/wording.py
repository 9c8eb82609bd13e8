"""What the form says about rights, about what is missing, about what is there."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "own": _("I made it, and choose a licence for it"),
    "own_link": _("I made it; it stays on another site and is opened there"),
    "embed": _("somebody else's video, played through its owner's player"),
    "link": _("somebody else's work, described here and opened at its source"),
    "permission": _("somebody else's work, and I hold their permission"),
}
REQUIRED = {
    "title": _("Give it a title."),
    "category": _("Choose a category."),
    "summary": _("Say in a sentence what somebody can do afterwards."),
    "rights": _("Say whose work it is."),
    "sender_name": _("Tell us your name."),
    "email": _("Tell us your e-mail address: the link to confirm goes there."),
    "links": _("Paste the address of the video."),
    "date": _("Choose the day."),
    "time": _("Choose the time."),
    "duration_minutes": _("Say how many minutes it takes."),
}


def duplicate_words(use):
    if use.public:
        return gettext("This module is here already: “%(title)s”.") % {
            "title": use.title
        }
    return gettext("Somebody handed this in already; it is being reviewed.")
