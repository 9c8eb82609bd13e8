"""Sending a list, and saying which of its columns holds what."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...categories import CategoryField
from ...models import CategoryPage
from ..errors import TableError
from ..runs.uploads import run_upload
from ..tables import COLUMNS, NEEDED

LABELS = {
    "title": _("Title"),
    "url": _("Address"),
    "provider": _("Who made it"),
    "topic": _("Topic"),
    "language": _("Language"),
    "note": _("Note"),
}
HELP = {
    "topic": _("Becomes a tag."),
    "language": _("Without it, courses are in the language of their category."),
    "note": _("“Account required” and the like; kept in the note on rights."),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("List"),
        help_text=_(
            "A file in CSV (UTF-8), XLSX or ODS. Its first row names the columns; "
            "titles and web addresses are needed."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Keep the file, so that what is wrong with it stands beside its field."""
        if file := self.cleaned_data.get("file"):
            try:
                self.run = run_upload(file=file, user=self.user)
            except TableError as error:
                self.add_error("file", str(error))


class ColumnsForm(forms.Form):
    category = CategoryField(
        CategoryPage.objects.none(),
        label=_("Category"),
        empty_label=_("Choose…"),
        help_text=_("The drafts are made here. Only where you may add pages."),
    )

    def __init__(self, *args, header, categories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories
        names = [(name, name) for name in header if name]
        for name in COLUMNS:
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                help_text=HELP.get(name, ""),
                choices=[("", _("Not in the list")), *names],
                required=name in NEEDED,
            )

    def clean(self):
        chosen = list(self.columns.values())
        if len(chosen) != len(set(chosen)):
            raise ValidationError(
                _("Two facts are read from the same column. Choose another for one.")
            )

    @property
    def columns(self):
        return {name: text for name in COLUMNS if (text := self.cleaned_data.get(name))}
