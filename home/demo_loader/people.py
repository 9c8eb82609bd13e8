"""Who appears in the demo, and who can sign in."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from courses.models import Contributor, ContributorLink

from .source import read, without

PASSWORD = "demo-prakerja"  # noqa: S105 - printed on the screen, under DEBUG only


@dataclass(frozen=True)
class Login:
    username: str
    does: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


LOGINS = [
    Login("admin", "everything", is_superuser=True),
    Login("editor", "writes, reviews, publishes", ("Editors", "Moderators")),
    Login(
        "kontributor",
        "hands in courses under Pengembangan Diri",
        ("Kontributor Pengembangan Diri",),
    ),
    Login("bendahara", "keeps the books", ("Treasurers",)),
    Login("penyetuju", "approves large entries, signs months", ("Approvers",)),
]


def ensure_demo_users():
    """Make the accounts of the demo where they are missing."""
    model = get_user_model()
    for login in LOGINS:
        if model.objects.filter(**{model.USERNAME_FIELD: login.username}).exists():
            continue
        make = (
            model.objects.create_superuser
            if login.is_superuser
            else model.objects.create_user
        )
        user = make(login.username, f"{login.username}@example.org", PASSWORD)
        user.groups.set(Group.objects.get(name=name) for name in login.groups)
    return LOGINS


def load_contributors():
    for facts in read("contributors.toml")["contributors"]:
        contributor, is_new = Contributor.objects.get_or_create(
            slug=facts["slug"], defaults=without(facts, "slug", "links")
        )
        if is_new:
            ContributorLink.objects.bulk_create(
                ContributorLink(contributor=contributor, sort_order=order, **link)
                for order, link in enumerate(facts.get("links", ()))
            )
