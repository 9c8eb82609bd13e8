"""Write once to those who can do something about a video that is gone."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..mail import mail_send
from ..models import CourseCredit, MediaItem, MediaUse, Submission
from .posters import courses_showing

# Videos that die together are told of together.
BETWEEN_LETTERS = dt.timedelta(hours=1)
POLICY = PagePermissionPolicy()


@dataclass
class Loss:
    """A video that is gone and the public pages that show it."""

    title: str
    url: str
    pages: list


@dataclass(frozen=True)
class Place:
    title: str
    url: str
    edit_path: str


@dataclass
class Letter:
    language: str
    may_edit: bool
    losses: list = field(default_factory=list)


@transaction.atomic
def tell_gone():
    """Tell of what is gone and public and not told yet; return how many letters."""
    now = timezone.now()
    if MediaItem.objects.filter(told_at__gt=now - BETWEEN_LETTERS).exists():
        return 0
    items = list(untold().select_for_update())
    letters = letters_about(items)
    for address, letter in letters.items():
        mail_send(
            "media_gone",
            to=address,
            language=letter.language,
            losses=letter.losses,
            may_edit=letter.may_edit,
        )
    MediaItem.objects.filter(pk__in=[item.pk for item in items]).update(told_at=now)
    return len(letters)


def untold():
    public = MediaUse.objects.filter(page__live=True).values("item")
    gone = MediaItem.objects.filter(state=MediaItem.State.GONE, told_at=None)
    return gone.filter(pk__in=public).order_by("pk")


def letters_about(items):
    """One letter for each address, whatever that person has to do with the videos."""
    letters = {}
    for item in items:
        pages = list(item.pages.filter(live=True).order_by("path"))
        loss = Loss(str(item), item.video.url, list(map(place, pages)))
        for address, language, may_edit in concerned(item, pages):
            letter = letters.setdefault(address.lower(), Letter(language, may_edit))
            if loss not in letter.losses:
                letter.losses.append(loss)
    return letters


def place(page):
    edit_path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Place(page.title, page.full_url or "", edit_path)


def concerned(item, pages):
    """People with an account first, then those who handed a course in without one."""
    courses = courses_showing(item).live().values("pk")
    for user in sorted(users_concerned(courses, pages), key=lambda user: user.pk):
        if user.is_active and user.email:
            yield user.email, language_of(user), may_edit(user, pages)
    senders = Submission.objects.filter(page__in=courses)
    for address, language in senders.values_list("sender_email", "language"):
        yield address, language, False


def users_concerned(courses, pages):
    """The contributors' accounts and whoever may change one of the pages."""
    credits = CourseCredit.objects.filter(page__in=courses)
    users = set(get_user_model().objects.filter(contributors__credits__in=credits))
    for page in pages:
        users.update(POLICY.users_with_permission_for_instance("change", page))
    return users


def may_edit(user, pages):
    return any(
        POLICY.user_has_permission_for_instance(user, "change", page) for page in pages
    )


def language_of(user):
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
