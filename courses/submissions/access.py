"""Who may see a submission: whoever may publish, or reviews, where it belongs."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page, WorkflowPage
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

from ..models import (
    CatalogueIndexPage,
    CategoryPage,
    CoursePage,
    CourseReviewTask,
    Submission,
)

PLACES = (CatalogueIndexPage, CategoryPage, CoursePage)


class ModeratorsPolicy(BasePermissionPolicy):
    """Moderators look at what belongs below their pages; nobody changes anything."""

    def user_has_permission(self, user, action):
        return action == "view" and moderated(user, Page.objects.type(*PLACES)).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        seen = self.instances_user_has_any_permission_for(user, [action])
        return seen.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        return seen_by(user) if "view" in actions else Submission.objects.none()

    def users_with_any_permission(self, actions):
        return those(
            user
            for user in publishers_and_reviewers()
            if self.user_has_any_permission(user, actions)
        )

    def users_with_any_permission_for_instance(self, actions, instance):
        return those(
            user
            for user in publishers_and_reviewers()
            if self.user_has_any_permission_for_instance(user, actions, instance)
        )


policy = ModeratorsPolicy(Submission)


def seen_by(user):
    """What lies below somebody's pages; without a page, what is meant for there."""
    everything = Submission.objects.all()
    if user.is_active and user.is_superuser:
        return everything
    categories = uids(moderated(user, CategoryPage.objects.all()))
    here = Q(page__in=moderated(user, CoursePage.objects.all()).values("pk"))
    here |= Q(page=None, answers__category__in=categories)
    if moderated(user, CatalogueIndexPage.objects.all()).exists():
        known = uids(CategoryPage.objects.all())
        nowhere = Q(answers__category__isnull=True) | ~Q(answers__category__in=known)
        here |= Q(page=None) & nowhere
    return everything.filter(here)


def uids(categories):
    return [str(uid) for uid in categories.values_list("uid", flat=True)]


def moderated(user, pages):
    """Those of the pages about which an account may decide."""
    if not user.is_active:
        return pages.none()
    if user.is_superuser:
        return pages
    below = Q(pk__in=[])
    for path in places(user):
        below |= Q(path__startswith=path)
    return pages.order_by().filter(below)


def places(user):
    """The topmost pages that somebody may publish, or whose courses they review."""
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    publish = {
        each.page.path for each in rights if each.permission.codename == "publish_page"
    }
    mine = CourseReviewTask.objects.filter(active=True, groups__in=user.groups.all())
    reviewed = WorkflowPage.objects.filter(
        workflow__active=True, workflow__workflow_tasks__task__in=mine.values("pk")
    )
    return publish | set(reviewed.values_list("page__path", flat=True))


def publishers_and_reviewers():
    """Whoever may moderate anything at all."""
    publishers = page_permission_policy.users_with_permission("publish")
    groups = CourseReviewTask.objects.filter(active=True).values("groups")
    reviewers = get_user_model().objects.filter(is_active=True, groups__in=groups)
    return publishers.distinct() | reviewers.distinct()


def those(users):
    return get_user_model().objects.filter(pk__in=[user.pk for user in users])
