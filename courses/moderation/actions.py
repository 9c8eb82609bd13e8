"""Wagtail's own workflow buttons, leading to the same decision as the desk."""

from django.utils.translation import gettext as _

from ..models import ReviewDecision
from .deciding import decide
from .errors import NotInReview, ReasonMissing
from .forms import form_for
from .versions import newest_id

OUTCOMES = {
    "approve": ReviewDecision.Outcome.APPROVED,
    "reject": ReviewDecision.Outcome.CHANGES,
    "refuse": ReviewDecision.Outcome.REFUSED,
}


def act(task_state, user, action_name, answers):
    """Take what a browser sent along with an action; check it as the form does."""
    form = form_for(action_name)(answers)
    if not form.is_valid():
        raise ReasonMissing([text for texts in form.errors.values() for text in texts])
    page = task_state.workflow_state.content_object
    if page is None:
        raise NotInReview(_("This page is not there any more, so there is no review."))
    return decide(
        page=page,
        user=user,
        outcome=OUTCOMES[action_name],
        revision_id=newest_id(page),
        version=answers.get("version", ""),
        review_id=task_state.pk,
        **form.cleaned_data,
    )
