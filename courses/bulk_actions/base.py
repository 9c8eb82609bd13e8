"""Asking and telling, the same for each change of many courses."""

from collections import Counter

from django.http import Http404
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from ..authorship import without_drafts_of_others
from .changing import (
    DRAFT,
    PUBLISHED,
    UNCHANGED,
    course_change,
    fate,
    reason_against,
    reason_against_change,
)


class CourseBulkAction(PageBulkAction):
    template_name = "prakerja_courses/bulk_actions/confirm.html"
    question: Promise | None = None
    icon = "edit"

    def now(self, course):
        """The fact as it is, in words."""
        raise NotImplementedError

    def change(self, course):
        """Set the fact on a version of a course; tell whether that changed it."""
        raise NotImplementedError

    @cached_property
    def asked_for(self):
        """The pages that were ticked, of those that this account can see at all."""
        ids = self.request.GET.getlist("id")
        if "all" in ids:
            parent = self.request.GET.get("childOf")
            ids = list(self.get_all_objects_in_listing_query(parent))
        elif not all(pk.isdecimal() for pk in ids):
            raise Http404
        pages = Page.objects.filter(pk__in=ids).order_by("path")
        pages = without_drafts_of_others(pages, self.request.user)
        if not (found := list(pages.specific())):
            raise Http404
        return found

    def get_actionable_objects(self):
        objects, refused = [], []
        for page in self.asked_for:
            if reason := self.reason_against(page):
                refused.append({"page": page, "reason": reason})
            else:
                objects.append(page)
        return objects, {"items_with_no_access": [], "refused": refused}

    def reason_against(self, page):
        return reason_against(page, self.request.user)

    def reason_against_change(self, course):
        return reason_against_change(course, self.request.user, self.change)

    def object_context(self, course):
        return {"item": course, "now": self.now(course), "fate": self.fate(course)}

    def fate(self, course):
        """What becomes of it, in words."""
        return fate(course, self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.display_name,
            question=self.question,
            icon=self.icon,
            blocked=getattr(self, "blocked", []),
            **kwargs,
        )

    def prepare_action(self, objects, objects_without_access):
        """Name what cannot be changed, and ask once more before the others are."""
        self.blocked = [
            {"page": course, "reason": reason}
            for course in objects
            if (reason := self.reason_against_change(course))
        ]
        pks = ",".join(str(each["page"].pk) for each in self.blocked)
        if pks != self.cleaned_form.cleaned_data["seen"]:
            form = self.cleaned_form
            form.data = {**form.data.dict(), "seen": pks}
            return self.render_to_response(self.get_context_data(form=form))
        return None

    def get_execution_context(self):
        return {
            **super().get_execution_context(),
            "action": self,
            "left_out": {each["page"].pk for each in self.blocked},
        }

    @classmethod
    def execute_action(cls, objects, *, user, action, left_out, **kwargs):
        chosen = [course for course in objects if course.pk not in left_out]
        action.done = Counter(action.apply(course, user) for course in chosen)
        return len(chosen), 0

    def apply(self, course, user):
        return course_change(course=course, user=user, change=self.change)

    def get_success_message(self, num_parent_objects, num_child_objects):
        for text in filter(None, self.told()):
            messages.success(self.request, text)
        if not num_parent_objects:
            messages.info(self.request, gettext("Nothing was changed."))

    def told(self):
        yield say(
            self.done[PUBLISHED],
            lambda number: ngettext(
                "%(number)s course is changed, and public so.",
                "%(number)s courses are changed, and public so.",
                number,
            ),
        )
        yield say(
            self.done[DRAFT],
            lambda number: ngettext(
                "%(number)s course is changed as a draft.",
                "%(number)s courses are changed as drafts.",
                number,
            ),
        )
        yield say(
            self.done[UNCHANGED],
            lambda number: ngettext(
                "%(number)s course was so already.",
                "%(number)s courses were so already.",
                number,
            ),
        )


def say(number, sentence):
    return number and sentence(number) % {"number": number}
