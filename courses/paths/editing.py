"""The editor of a learning path: what it is, whom it is for, its steps."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput as Lines

from ..admin.editing import CheckedPageForm, QualityPanel


class PathForm(CheckedPageForm):
    """Checks the steps as they were sent; they are kept only after the page is."""

    def _post_clean(self):
        if "steps" in self.formsets:
            self.instance.sent_steps = steps_sent(self.formsets["steps"])
        super()._post_clean()

    def save(self, commit=True):
        self.instance.sent_steps = None
        return super().save(commit)

    def refuse(self, field, messages):
        if field == "steps":
            self.formsets["steps"].non_form_errors().extend(messages)
        else:
            super().refuse(field, messages)


def steps_sent(formset):
    """The steps of a form in the order on the screen, without those taken away."""
    kept = [form for form in formset.forms if form.is_valid() and stays(formset, form)]
    kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or 0)
    return [form.instance for form in kept]


def stays(formset, form):
    empty = form.empty_permitted and not form.has_changed()
    return not (empty or formset._should_delete_form(form))


STEP_PANELS = ["course", FieldPanel("reason", widget=Lines), "optional"]


def path_panels(above):
    return [
        QualityPanel(),
        *above,
        MultiFieldPanel(
            [FieldPanel("summary"), FieldPanel("audience", widget=Lines)],
            heading=_("What it leads to, and for whom"),
        ),
        FieldPanel("body"),
        InlinePanel(
            "steps",
            heading=_("Steps"),
            label=_("step"),
            help_text=_(
                "Public courses in the order they are best taken. A course that is no "
                "longer public is left out for visitors until you replace it."
            ),
        ),
    ]
