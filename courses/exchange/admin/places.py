"""What importing adds to the menu and the log of the admin."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..runs.access import may_import


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_import(request.user)


def import_menu_item():
    return ImportMenuItem(
        _("Import courses"),
        reverse_lazy("prakerja_courses_imports"),
        name="import-courses",
        icon_name="upload",
        order=218,
    )


def register_log_actions(actions):
    actions.register_action(
        "prakerja_courses.import", _("Import a list"), _("Imported as drafts")
    )
    actions.register_action(
        "prakerja_courses.undo_import",
        _("Undo an import"),
        _("Deleted the drafts of this import that nobody had touched"),
    )
