"""An account for the sender of a module that was accepted."""

import unicodedata

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.users.models import UserProfile

from ..models import CoursePage
from ..setup import contributor_group_of
from .accepting import uid_if_made_by
from .access import policy
from .drafting import OWN
from .history import Kind, State, event_add, locked, require
from .letters import tell_sender


@transaction.atomic
def submission_invite(*, submission, user):
    """Make the sender of an accepted module an account and mail them the way in."""
    if not policy.user_has_permission_for_instance(user, "view", submission):
        raise PermissionDenied
    submission = locked(submission)
    require(submission, (State.ACCEPTED,))
    account = account_of(submission)
    give_place(account, submission)
    event_add(submission, Kind.INVITED, user=user)
    tell_sender(
        submission,
        "invitation",
        to=address_of(account),
        account=account,
        has_password=account.has_usable_password(),
        way_in=way_in(account),
    )
    return account


def account_of(submission):
    """The account under their address, or a new one that has no password yet."""
    model = get_user_model()
    email_field = model.get_email_field_name()
    alike = model.objects.filter(
        **{f"{email_field}__iexact": submission.sender_email}, is_active=True
    )
    wanted = squeezed(submission.sender_email)
    known = (one for one in alike if squeezed(address_of(one)) == wanted)
    return next(known, None) or account_make(submission)


def address_of(account):
    return getattr(account, account.get_email_field_name())


def squeezed(address):
    """Databases find more alike than mail servers do: “ı” and “i”, for one."""
    return unicodedata.normalize("NFKC", address).casefold()


def account_make(submission):
    model = get_user_model()
    facts = {
        model.get_email_field_name(): submission.sender_email,
        model.USERNAME_FIELD: free_username(submission.sender_email),
    }
    account = model(**facts)
    account.set_unusable_password()
    account.save()
    UserProfile.objects.update_or_create(
        user=account, defaults={"preferred_language": submission.language}
    )
    return account


def free_username(email):
    model = get_user_model()
    field = model._meta.get_field(model.USERNAME_FIELD)
    base = email[: (field.max_length or 150) - 6]
    taken = model.objects.filter(**{f"{field.name}__startswith": base})
    names = set(taken.values_list(field.name, flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(names) + 3))
    return next(name for name in (base, *numbered) if name not in names)


def give_place(account, submission):
    """Their category's group, their page, and their own name as a contributor."""
    page = submission.page
    if page is None:
        return
    if group := contributor_group_of(page=page.get_parent()):
        account.groups.add(group)
    if page.owner_id is None:
        CoursePage.objects.filter(pk=page.pk).update(owner=account)
    if submission.answers.get("rights") in OWN:
        made = uid_if_made_by(submission)
        for credit in page.credits.filter(contributor__uid=made):
            credit.contributor.users.add(account)


def way_in(account):
    """Wagtail's page for a first password, by a link that works once; or its login."""
    if account.has_usable_password():
        return reverse("wagtailadmin_login")
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    return reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
