"""Letters about reviews, to authors with an account and to moderators."""

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.users.models import UserProfile

from ..mail import mail_send
from ..models import ReviewDecision

Outcome = ReviewDecision.Outcome
# Wagtail's own switches in an account's settings.
SWITCHES = {
    Outcome.APPROVED: "approved_notifications",
    Outcome.CHANGES: "rejected_notifications",
    Outcome.REFUSED: "rejected_notifications",
}


def tell_author(decision, page, workflow_state):
    """Write to the page's owner and to whoever handed it in, not to the decider."""
    people = {page.owner, workflow_state.requested_by} - {None, decision.decided_by}
    page = type(page).objects.get(pk=page.pk)  # as publishing left it
    for person in people:
        if wants(person, SWITCHES[decision.outcome]):
            mail_send(
                f"review_{decision.outcome}",
                to=person.email,
                language=language_of(person),
                person=person,
                decision=decision,
                page=page,
                page_url=page.full_url if page.live else "",
                edit_path=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )


def wants(person, switch):
    if not (person.is_active and person.email):
        return False
    return getattr(UserProfile.get_for_user(person), switch)


def language_of(person):
    """Their choice in the admin, else that of the site."""
    profile = UserProfile.get_for_user(person)
    return profile.get_preferred_language() or get_language()
