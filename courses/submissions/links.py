"""The address that only a sender has: signed, for a limited time, revocable."""

from uuid import UUID

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse
from django.utils.translation import override

from .. import conf
from ..models import Submission

SIGNER = TimestampSigner(salt="courses.submission", sep=".")
SECONDS_A_DAY = 24 * 3600


class LinkError(Exception):
    """The link opens nothing."""


class LinkVoid(LinkError):
    """It was good once: too old, or replaced by a newer one."""

    def __init__(self, submission, *, replaced):
        super().__init__(submission.uid)
        self.submission = submission
        self.replaced = replaced


def link_make(submission):
    """Return the path of the sender's page, good from now on."""
    with override(submission.language):
        return reverse("prakerja_courses:contribution", args=[token_make(submission)])


def token_make(submission):
    return SIGNER.sign(f"{submission.uid.hex}.{submission.key}")


def submission_by_token(token):
    """Return the submission, or raise LinkVoid or LinkError."""
    try:
        value = SIGNER.unsign(token)
    except BadSignature:
        raise LinkError from None
    uid, _, key = value.partition(".")
    submission = Submission.objects.filter(uid=UUID(uid)).first()
    if submission is None:
        raise LinkError
    replaced = key != submission.key
    if replaced or is_old(token):
        raise LinkVoid(submission, replaced=replaced)
    return submission


def is_old(token):
    try:
        SIGNER.unsign(token, max_age=conf.get("SUBMISSION_LINK_DAYS") * SECONDS_A_DAY)
    except SignatureExpired:
        return True
    return False
