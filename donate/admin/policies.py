"""Who may do what with the books; nobody, not even a superuser, may rewrite them."""

from wagtail.permission_policies import ModelPermissionPolicy

from ..models import JournalEntry


class RestrictedPolicy(ModelPermissionPolicy):
    """Django's permissions, cut down to the actions that exist at all."""

    def __init__(self, model, *, actions):
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action):
        return action in self.actions and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(self.actions.intersection(actions))


entry_policy = RestrictedPolicy(JournalEntry, actions=["add", "view"])


def may_see_books(user):
    return entry_policy.user_has_any_permission(user, entry_policy.actions)
