"""What can be set on many courses at once."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from ..naming import TagBook
from .base import CourseBulkAction
from .changing import DRAFT, PUBLISHED
from .forms import CategoryForm, LicenceForm, TagsForm, VerifiedForm


class SetCategory(CourseBulkAction):
    display_name = gettext_lazy("Set category")
    aria_label = gettext_lazy("Move the selected courses to another category")
    question = gettext_lazy("Which category do these courses belong to?")
    action_type = "course_category"
    action_priority = 200
    form_class = CategoryForm
    icon = "folder-open-inverse"

    @property
    def category(self):
        return self.cleaned_form.cleaned_data["category"]

    def now(self, course):
        return course.get_parent().get_admin_display_title()

    def fate(self, course):
        return _("its address changes") if course.live else _("stays a draft")

    def reason_against(self, page):
        if reason := super().reason_against(page):
            return reason
        may_move = page.permissions_for_user(self.request.user).can_move()
        return "" if may_move else _("You may not move it.")

    def reason_against_change(self, course):
        if course.get_parent().pk == self.category.pk:
            return _("It is there already.")
        rights = course.permissions_for_user(self.request.user)
        if not rights.can_move_to(self.category):
            return _("You may not move it there.")
        if not Page._slug_is_available(course.slug, self.category, page=course):
            return _("The category has a page with the same address: “%(slug)s”.") % {
                "slug": course.slug
            }
        return ""

    def apply(self, course, user):
        # Paths of the tree change with every move.
        course = Page.objects.get(pk=course.pk)
        target = Page.objects.get(pk=self.category.pk)
        course.move(target, pos="last-child", user=user)
        return PUBLISHED if course.live else DRAFT


class ChangeTags(CourseBulkAction):
    display_name = gettext_lazy("Change tags")
    aria_label = gettext_lazy("Add tags to the selected courses or remove them")
    question = gettext_lazy("Which tags shall these courses get or lose?")
    action_type = "course_tags"
    action_priority = 210
    form_class = TagsForm
    icon = "tag"

    def now(self, course):
        return ", ".join(sorted(tag.name for tag in course.tags.all())) or _("no tags")

    def change(self, course):
        wanted = self.cleaned_form.cleaned_data
        before = {name.casefold(): name for name in course.tags.names()}
        lost = [before[n] for n in map(str.casefold, wanted["remove"]) if n in before]
        added = {name.casefold(): name for name in wanted["add"]}
        new = [name for key, name in added.items() if key not in before]
        if lost:
            course.tags.remove(*lost)
        if new:
            course.tags.add(*map(TagBook().get, new))
        return bool(lost or new)


class SetLicence(CourseBulkAction):
    display_name = gettext_lazy("Set licence")
    aria_label = gettext_lazy("Set the licence of the selected courses")
    question = gettext_lazy(
        "Which licence do these courses stand under? Only the rights holder can say."
    )
    action_type = "course_licence"
    action_priority = 220
    form_class = LicenceForm
    icon = "key"

    def now(self, course):
        return str(course.licence or _("no licence"))

    def change(self, course):
        licence = self.cleaned_form.cleaned_data["licence"]
        changed = course.licence_id != licence.pk
        course.licence = licence
        return changed


class SetVerifiedOn(CourseBulkAction):
    display_name = gettext_lazy("Set verified on")
    aria_label = gettext_lazy("Say when the selected courses were last verified")
    question = gettext_lazy("When were these courses last checked?")
    action_type = "course_verified"
    action_priority = 230
    form_class = VerifiedForm
    icon = "calendar-check"

    def now(self, course):
        day = course.verified_on
        return date_format(day) if day else _("not verified yet")

    def change(self, course):
        day = self.cleaned_form.cleaned_data["verified_on"]
        changed = course.verified_on != day
        course.verified_on = day
        return changed


ACTIONS = (SetCategory, ChangeTags, SetLicence, SetVerifiedOn)
