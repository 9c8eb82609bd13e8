"""Letters to the sender of a module, and to moderators when one cannot move on."""

from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from .. import conf
from ..mail import mail_send
from .access import policy
from .keeping import hold_hours
from .links import link_make


def ask_to_confirm(submission):
    """The one letter that may go to an address nobody confirmed."""
    tell_sender(
        submission,
        "confirm",
        days=conf.get("SUBMISSION_DRAFT_DAYS"),
        file_hours=hold_hours() if submission.files.exists() else None,
    )


def tell_sender(submission, name, *, to="", **context):
    """Send ``submission_<name>`` with a link that is good from today on."""
    with override(submission.language):
        mail_send(
            f"submission_{name}",
            to=to or submission.sender_email,
            language=submission.language,
            submission=submission,
            link=link_make(submission),
            **context,
        )


def tell_moderators(submission, name, **context):
    """Each in the language of their own admin."""
    for user in moderators(submission):
        language = UserProfile.get_for_user(user).get_preferred_language()
        mail_send(
            f"submission_{name}",
            to=user.email,
            language=language,
            submission=submission,
            link=reverse("prakerja_courses_submission", args=[submission.uid]),
            **context,
        )


def moderators(submission):
    """Whoever may look at it and can be reached."""
    users = policy.users_with_permission_for_instance("view", submission)
    return users.exclude(email="")
