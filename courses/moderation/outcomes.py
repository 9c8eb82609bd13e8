"""What a moderator is told after a decision; true, whatever the workflow did."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from ..models import ReviewDecision

Outcome = ReviewDecision.Outcome


def say_outcome(request, decision, page):
    """Put the message where the next page of the admin shows it."""
    page = Page.objects.get(pk=page.pk).specific
    text = SENTENCES[decision.outcome](page) % {"title": decision.title}
    messages.success(request, text, buttons=buttons(page, decision))


def buttons(page, decision):
    if decision.outcome != Outcome.APPROVED or not (page.live and page.url):
        return []
    return [messages.button(page.url, _("View it on the site"), new_window=True)]


def approved(page):
    if page.workflow_in_progress:
        return _("You approved “%(title)s”. It now waits for the next step.")
    if page.approved_schedule:
        return _("You approved “%(title)s”. It becomes public at the time set for it.")
    return _("You approved “%(title)s”. It is public now.")


def changes_asked(page):
    return _("“%(title)s” went back to its author, with your note.")


def refused(page):
    if page.live:
        return _("You refused this version of “%(title)s”. The public one stays.")
    return _("You refused “%(title)s”. It stays a draft, and its author reads why.")


SENTENCES = {
    Outcome.APPROVED: approved,
    Outcome.CHANGES: changes_asked,
    Outcome.REFUSED: refused,
}
