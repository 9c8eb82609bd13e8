"""Our rules among Wagtail's content checks, in the editor and in the user bar.

They name evaluators that axe already has: a function sent as text would need
``unsafe-eval`` in the content security policy.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from ..models.publishing import CheckedPage

TRANSCRIPT = {
    "id": "prakerja-has-transcript",
    "evaluate": "has-descendant-evaluate",
    "options": {"selector": "details"},
}


class CourseCheckerItem(ContentCheckerItem):
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "prakerja-transcript",
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "prakerja-transcript",
            "impact": "serious",
            "selector": ".pk-video",
            "tags": ["best-practice"],
            "any": [TRANSCRIPT["id"]],
            "enabled": True,
        },
    ]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, TRANSCRIPT]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("Image without description"),
            "help_text": _("Say in its “Alt text” what is seen, or mark it decorative"),
        },
        "prakerja-transcript": {
            "error_name": _("Video without transcript"),
            "help_text": _("Add what is said, for people who cannot hear or load it"),
        },
    }


def use_course_checks(request, items, page):
    """Put our checks where Wagtail's are, on courses and lessons."""
    if not isinstance(page, CheckedPage):
        return
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = CourseCheckerItem(in_editor=item.in_editor)
