"""What is to be set; ``seen`` holds the pages that were named as left out."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin.widgets import AdminDateInput, AdminTagWidget

from ..categories import CategoryField, categories_for
from ..models import CategoryPage, CourseTag, Licence


class ChangeForm(forms.Form):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class CategoryForm(ChangeForm):
    category = CategoryField(
        CategoryPage.objects.none(), label=_("Category"), empty_label=_("Choose…")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories_for(self.user)


class LicenceForm(ChangeForm):
    licence = forms.ModelChoiceField(
        Licence.objects.all(), label=_("Licence"), empty_label=_("Choose…")
    )


class VerifiedForm(ChangeForm):
    verified_on = forms.DateField(
        label=_("Last verified on"),
        initial=timezone.localdate,
        widget=AdminDateInput,
        help_text=_("When somebody last checked that everything is right."),
    )

    def clean_verified_on(self):
        day = self.cleaned_data["verified_on"]
        if day > timezone.localdate():
            raise ValidationError(
                _("This day is still to come. Choose one in the past.")
            )
        return day


class TagsForm(ChangeForm):
    add = TagField(
        label=_("Tags to add"),
        required=False,
        widget=AdminTagWidget(tag_model=CourseTag.tag_model()),
    )
    remove = TagField(
        label=_("Tags to remove"),
        required=False,
        widget=AdminTagWidget(tag_model=CourseTag.tag_model()),
    )

    def clean(self):
        add = set(map(str.casefold, self.cleaned_data.get("add", ())))
        remove = set(map(str.casefold, self.cleaned_data.get("remove", ())))
        if not add | remove:
            raise ValidationError(_("Name at least one tag to add or to remove."))
        if add & remove:
            raise ValidationError(
                _("“%(tag)s” stands in both fields. Take it out of one.")
                % {"tag": min(add & remove)}
            )
