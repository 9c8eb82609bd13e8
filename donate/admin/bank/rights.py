"""Who may read what the bank wrote: it names people."""

from django.core.exceptions import PermissionDenied


def may_read_rows(user):
    return user.has_perm("prakerja_donate.view_bankrow")


class RowReadersOnly:
    """A page elsewhere that shows a movement, for whoever may see it at the bank."""

    def dispatch(self, request, *args, **kwargs):
        if not may_read_rows(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
