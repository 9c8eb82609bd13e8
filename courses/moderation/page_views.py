"""Wagtail's own views of a page, with a message where it may not become public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.workflow import WorkflowActionView

from .errors import CannotDecide, VersionChanged
from .forms import form_about
from .notifying import is_course_review

NOT_PUBLIC = _("“%(title)s” is not public yet: %(reasons)s")
STAYS_PUBLIC = _("“%(title)s” stays public as it was. First mend this: %(reasons)s")
NOT_COPIED = _("“%(title)s” was not copied: %(reasons)s")


class RefusalAsMessage:
    """Say what keeps a course from becoming public instead of failing."""

    refusal_text: Promise | None = None

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ValidationError as refusal:
            if isinstance(refusal, CannotDecide) and not refusal.about_content:
                messages.error(request, " ".join(refusal.messages))
                return self.back_to(self.next_place(refusal))
            tell_refusal(
                request, self.page_in_hand, refusal.messages, self.refusal_text
            )
            return self.back_to(
                reverse("wagtailadmin_pages:edit", args=[self.page_in_hand.pk])
            )

    def next_place(self, refusal):
        """The newest version is read at the desk."""
        if isinstance(refusal, VersionChanged):
            return reverse("prakerja_courses_review", args=[self.page_in_hand.pk])
        return reverse("wagtailadmin_home")

    def back_to(self, url):
        return redirect(url)


class CourseWorkflowActionView(RefusalAsMessage, WorkflowActionView):
    @property
    def page_in_hand(self):
        return self.object

    def get_form_class(self):
        """Wagtail's home previews the version that was handed in: that one counts."""
        form_class = super().get_form_class()
        if is_course_review(self.task_state):
            return form_about(form_class, self.task_state.revision)
        return form_class

    def back_to(self, url):
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": url}
            return self.render_modal_json(self.request, answer)
        return redirect(url)


class CourseCopyView(RefusalAsMessage, CopyView):
    refusal_text = NOT_COPIED

    @property
    def page_in_hand(self):
        return self.page


def tell_refusal(request, page, reasons, text=None):
    text = text or (STAYS_PUBLIC if page.live else NOT_PUBLIC)
    title = page.specific_deferred.get_admin_display_title()
    messages.error(request, text % {"title": title, "reasons": " ".join(reasons)})
