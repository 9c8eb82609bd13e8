"""Who sets up live classes: editors all, writers those of their own drafts."""

from functools import wraps
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404
from wagtail.models import WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from ..categories import categories_for
from ..models import CoursePage, LiveSession


class SessionPolicy(ModelPermissionPolicy):
    """As Django's permissions say; what they do not give, a draft of one's own does."""

    def user_has_permission(self, user, action):
        given = super().user_has_permission(user, action)
        return given or categories_for(user).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        given = super().user_has_permission(user, action)
        return given or own_drafts(user).filter(pk=instance.course_id).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        if any(
            super(SessionPolicy, self).user_has_permission(user, a) for a in actions
        ):
            return LiveSession.objects.all()
        return LiveSession.objects.filter(course__in=own_drafts(user).values("pk"))


policy = SessionPolicy(LiveSession)
register_permission_policy(LiveSession, policy)


def own_drafts(user):
    """Not while moderators read them, and not once somebody agreed to them."""
    drafts = CoursePage.objects.not_live().filter(owner=user).order_by()
    drafts = drafts.annotate_approved_schedule().filter(_approved_schedule=False)
    return drafts.exclude(pk__in=in_review())


def in_review():
    reviews = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(CoursePage),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return reviews.order_by().values(number=Cast("object_id", IntegerField()))


def guarded(view):
    """Wagtail asks about the kind of object; ask about this one, too."""

    @wraps(view)
    def wrapped(request, *args, pk=None, **kwargs):
        if pk is None:
            return view(request, *args, **kwargs)
        session = get_object_or_404(LiveSession, pk=unquote(str(pk)))
        if not policy.user_has_permission_for_instance(request.user, "change", session):
            raise PermissionDenied
        return view(request, *args, pk=pk, **kwargs)

    return wrapped
