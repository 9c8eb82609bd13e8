"""What importing adds to the menu and the log of the admin."""

from django.utils.translation import gettext_lazy as _

from ...admin.menu import GuardedMenuItem
from ..runs.access import may_import


def import_menu_item():
    return GuardedMenuItem(
        _("Import courses"),
        "prakerja_courses_imports",
        allowed=may_import,
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
