"""The places for files in a form: each a file and what is seen in it."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import conf
from ..models import Submission, SubmissionFile
from .keeping import check_amount, unknown
from .quota import check_room
from .uploads import endings_taken, limit_bytes, read_upload, too_large

SLOTS = (1, 2, 3)


def file_fields():
    """The fields of one form, made anew: their attributes depend on settings."""
    fields = {}
    accept = ",".join(f".{ending}" for ending in endings_taken())
    for slot in SLOTS:
        fields[f"file_{slot}"] = forms.FileField(
            label=gettext("File %(number)s") % {"number": slot},
            required=False,
            allow_empty_file=True,  # told in our own words
            max_length=200,
            widget=forms.FileInput(
                attrs={
                    "accept": accept,
                    "data-most-bytes": limit_bytes(),
                    "data-too-large": too_large("{name}").message,
                }
            ),
        )
        fields[f"about_{slot}"] = forms.CharField(
            label=_("What is seen or read in it"), required=False, max_length=255
        )
    return fields


def removal_field(files):
    return forms.MultipleChoiceField(
        label=_("Remove what should not have been sent"),
        required=False,
        choices=[(str(file.uid), file.name) for file in files],
        widget=forms.CheckboxSelectMultiple,
    )


class FilesMixin:
    """For a form; afterwards ``uploads`` holds what may be kept."""

    file_fields = (
        *(name for slot in SLOTS for name in (f"file_{slot}", f"about_{slot}")),
        "remove_files",
    )
    submission = None

    def __init__(self, *args, too_large=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.dropped = too_large or {}
        self.fields.update(file_fields())
        if kept := self.submission and self.submission.files.all():
            self.fields["remove_files"] = removal_field(kept)
        self.uploads = []

    def clean(self):
        data = super().clean()
        if self.has_error(NON_FIELD_ERRORS):  # a machine's files are not worth a look
            return data
        for slot in SLOTS:
            self.clean_slot(slot, data)
        try:
            self.check_total()
            if self.is_unconfirmed:
                check_room(self.uploads)
        except ValidationError as problem:
            self.add_error("file_1", problem)
        return data

    def clean_slot(self, slot, data):
        name = f"file_{slot}"
        try:
            if name in self.dropped:
                raise too_large(self.dropped[name])
            if file := data.get(name):
                self.uploads.append(self.checked(file, slot, data))
        except ValidationError as problem:
            self.add_error(name, problem)

    def checked(self, file, slot, data):
        upload = read_upload(file, data.get(f"about_{slot}", ""))
        if upload.kind == SubmissionFile.Kind.IMAGE and not upload.description:
            self.add_error(
                f"about_{slot}",
                gettext(
                    "Say what is seen in “%(name)s”: people who cannot see it are read "
                    "this text."
                )
                % {"name": file.name},
            )
        return upload

    def check_total(self):
        removed = self.cleaned_data.get("remove_files", ())
        kept = self.submission.files.exclude(uid__in=removed) if self.submission else []
        check_amount(kept, unknown(self.uploads, kept))

    @property
    def is_unconfirmed(self):
        return not self.submission or self.submission.state == Submission.State.DRAFT

    @property
    def slots(self):
        """File and description in pairs, to draw."""
        return [(self[f"file_{slot}"], self[f"about_{slot}"]) for slot in SLOTS]

    @property
    def endings(self):
        return ", ".join(endings_taken())

    @property
    def megabytes(self):
        return conf.get("UPLOAD_MEGABYTES")

    @property
    def lost_files(self):
        """Whether files were chosen that a browser does not send a second time."""
        return self.is_bound and bool(self.files or self.dropped) and bool(self.errors)
