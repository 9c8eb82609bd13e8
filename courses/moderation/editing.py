"""What the page editor says about a review, and that it decides what it shows."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from .outcomes import say_outcome
from .reading import history_of

DECIDES = "perform_workflow_action"


class TrueMessages:
    """Beside autosave's “Saved”, Wagtail says of the same page that it was not."""

    def form_invalid(self, form):
        text = self.not_yet()
        if text is None or self.expects_json_response:
            return super().form_invalid(form)
        messages.validation_error(self.request, text, form)
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def not_yet(self):
        match self.action_name:
            case "submit" | "restart_workflow":
                return _(
                    "This is not handed in yet: look at the marked fields. Nothing you "
                    "typed is lost."
                )
            case "publish":
                return _(
                    "This is not published: look at the marked fields. Nothing you "
                    "typed is lost."
                )
            case "perform_workflow_action":
                return _(
                    "Nothing was decided: look at the marked fields. Nothing you typed "
                    "is lost."
                )
        return None


class ReviewedCreateView(TrueMessages, CreateView):
    """Keeps a draft where nobody could review it."""

    @cached_property
    def action_name_and_method(self):
        name, method = super().action_name_and_method
        if name == "submit" and self.parent_page.specific.get_workflow() is None:
            messages.warning(
                self.request,
                _("Nobody can review this now, so it is kept as your draft."),
            )
            return "save", self.save_action
        return name, method


class ReviewedEditView(TrueMessages, EditView):
    """A decision taken in the editor is about the version that was opened there."""

    def not_yet(self):
        return None if self.locked_for_user else super().not_yet()

    def perform_workflow_action(self):
        if self.is_out_of_date:
            return self.stay_with(
                _(
                    "“%(title)s” was changed by somebody else while you had it open. "
                    "Nothing was decided. Open it anew to read the newest version."
                )
            )
        try:
            return super().perform_workflow_action()
        except ValidationError as problem:
            messages.error(self.request, " ".join(problem.messages))
            return self.redirect_and_remain()

    def stay_with(self, text):
        title = self.page.get_admin_display_title()
        messages.error(self.request, text % {"title": title})
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def add_save_confirmation_message(self):
        """Wagtail tells of an approval only that the page was updated."""
        if self.action_name == DECIDES and (decision := self.own_decision()):
            say_outcome(self.request, decision, self.page)
        else:
            super().add_save_confirmation_message()

    def own_decision(self):
        newest = history_of(self.page).first()
        return newest if newest and newest.decided_by == self.request.user else None
