"""What a sender is asked, whatever the shape of the module; answers are plain JSON."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..guards import LONGEST_TEXT, GuardedForm, validate_domain
from ..models import CoursePage, Submission
from .addresses import AddressField, validate_mail_host
from .choices import category_choices, first_language, licence_choices
from .drafting import ELSEWHERE, OWN
from .files import FilesMixin
from .wording import REQUIRED, RIGHTS, duplicate_words

LONGEST_DAY = 24 * 60


class ModuleForm(FilesMixin, GuardedForm):
    """What every module needs, whatever its shape."""

    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        help_text=_("What somebody learns, in a few words."),
    )
    category = forms.ChoiceField(label=_("Category"))
    summary = forms.CharField(
        label=_("Summary"),
        max_length=300,
        help_text=_("What somebody can do afterwards. One or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "An empty line begins a new paragraph; a line that begins with a dash is "
            "an item of a list."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    device = forms.ChoiceField(
        label=_("What do learners need?"),
        choices=[
            (value, capfirst(label)) for value, label in CoursePage.Device.choices
        ],
        initial=CoursePage.Device.PHONE,
        widget=forms.RadioSelect,
    )
    needs_app = forms.CharField(
        label=_("An app or program they have to install"),
        required=False,
        max_length=80,
    )
    needs_account = forms.BooleanField(
        label=_("They have to register somewhere before they can begin."),
        required=False,
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[(value, capfirst(label)) for value, label in CoursePage.Level.choices],
        initial=CoursePage.Level.BEGINNER,
    )
    language = forms.ChoiceField(
        label=_("Language of the module"), choices=CoursePage.Language.choices
    )
    duration_minutes = forms.IntegerField(
        label=_("Length in minutes"),
        required=False,
        error_messages={"invalid": _("Write digits only, for example 60.")},
        validators=[MinValueValidator(1), MaxValueValidator(7 * LONGEST_DAY)],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    maker = forms.CharField(
        label=_("Who made it?"),
        required=False,
        max_length=160,
        help_text=_(
            "This name is credited. Leave it empty if it is you or your organisation."
        ),
    )
    rights = forms.ChoiceField(
        label=_("Whose work is it?"),
        choices=list(RIGHTS.items()),
        widget=forms.RadioSelect,
    )
    licence = forms.ChoiceField(
        label=_("What may others do with it?"),
        required=False,
        help_text=_("For a work that you made yourself."),
        widget=forms.RadioSelect,
    )
    permission = forms.CharField(
        label=_("The permission"),
        required=False,
        max_length=2000,
        help_text=_("What was permitted, by whom and when. Copy their words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = AddressField(
        label=_("Where the original is"),
        required=False,
        help_text=_("Its address on the web, if it has one."),
    )
    handover_price = forms.TypedChoiceField(
        label=_("Hand-over price"),
        required=False,
        choices=[("", _("not offered")), *CoursePage.HandoverPrice.choices],
        coerce=int,
        empty_value=None,
        help_text=_(
            "For training ecosystems that take modules over. Learners here never pay."
        ),
    )
    sender_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Your organisation"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link to follow what becomes of it. Never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[validate_domain, validate_mail_host],
    )
    anyway = forms.BooleanField(
        label=_("Mine is a different module. Hand it in all the same."), required=False
    )

    shape = ""
    not_answers = ("website", "started", "form_id", "email", "anyway")

    def __init__(self, *args, submission=None, uses_of=None, **kwargs):
        self.submission = submission
        self.uses_of = uses_of
        super().__init__(*args, **kwargs)
        for name, words in REQUIRED.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = words
        self.fields["category"].choices = [("", _("Choose…")), *category_choices()]
        self.fields["licence"].choices = licence_choices()
        self.fields["language"].initial = first_language()
        if submission:
            del self.fields["email"]
            self.initial = initial_of(submission)
        else:  # its own address is no news to a submission that is there already
            look = reverse("prakerja_courses:contribute_link")
            self.fields[self.address_field].widget.attrs["data-look"] = look

    def let_text_out(self):
        """The text stands beside something else, so it may be short or missing."""
        self.fields["text"].required = False
        self.fields["text"].widget.attrs["rows"] = 6

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_sender_name(self):
        """One line, so that it can stand in the head of a mail."""
        return " ".join(self.cleaned_data["sender_name"].split())

    def clean(self):
        data = super().clean()
        self.check_rights(data)
        if self.uses_of and not self.errors:
            self.check_duplicates(data)
        return data

    def check_rights(self, data):
        rights = data.get("rights")
        for field, wanted, message in (
            ("licence", {"own"}, _("Choose what others may do with your work.")),
            ("permission", {"permission"}, _("Copy the permission you were given.")),
            ("source", ELSEWHERE, _("Add the address where learners find it.")),
        ):
            missing = not data.get(field) and not self.has_error(field)
            if rights in wanted and missing and not self.has_source(field, data):
                self.add_error(field, message)
        if rights not in {None, *OWN} and not data.get("maker"):
            self.add_error("maker", _("Say who made it: this name is credited."))

    def has_source(self, field, data):
        return field == "source" and bool(data.get("links"))

    def check_duplicates(self, data):
        """Say once that it is there already; the sender may know better."""
        addresses = [*data.get("links", ()), *filter(None, [data.get("source")])]
        sent = Submission.objects.filter(form_id=data["form_id"]).first()
        own = (self.submission or sent) and (self.submission or sent).page
        self.uses = self.uses_of(addresses, besides=own) if addresses else []
        if self.uses and not data["anyway"]:
            self.add_error(
                self.address_field, " ".join(map(duplicate_words, self.uses))
            )

    @property
    def address_field(self):
        return "links" if "links" in self.fields else "source"

    @property
    def asks_anyway(self):
        return bool(getattr(self, "uses", None)) or self["anyway"].value()

    def answers(self):
        """What was typed, as JSON."""
        return {
            name: plain(self.cleaned_data[name])
            for name in self.fields
            if name not in self.not_answers and name not in self.file_fields
        }


def plain(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return value


def initial_of(submission):
    answers = dict(submission.answers)
    answers["links"] = "\n".join(answers.get("links", ()))
    answers["sender_name"] = submission.sender_name
    answers["organisation"] = submission.organisation
    return answers
