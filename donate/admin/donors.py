"""Where donors stand in the admin: their menu, their rights, their log."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from ..models import DonorConsent, DonorContact
from .policies import RestrictedPolicy
from .readers import ReaderViewSet
from .wall import WallViewSet


class DonorsGroup(ModelViewSetGroup):
    menu_label = _("Donors")
    menu_icon = "group"
    menu_order = 360
    items = (WallViewSet, ReaderViewSet)


def register():
    """Nobody edits or deletes here what donors said."""
    for model, action in ((DonorContact, "change"), (DonorConsent, "view")):
        register_permission_policy(model, RestrictedPolicy(model, actions=[action]))


def log_actions(actions):
    actions.register_action(
        "prakerja_donate.wall.show", _("Show on donor wall"), _("Put on the donor wall")
    )
    actions.register_action(
        "prakerja_donate.wall.hide",
        _("Hide from donor wall"),
        _("Taken off the donor wall"),
    )
