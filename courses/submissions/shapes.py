"""A video, an article, a live class: what each asks for besides."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..media.providers import recognise
from ..models import LiveSession, Submission
from ..models.sessions import Zone
from .addresses import AddressField, public_address
from .drafting import ELSEWHERE, starts_at
from .forms import LONGEST_DAY, ModuleForm, plain
from .wording import RIGHTS

MOST_LINKS = 20


class VideoForm(ModuleForm):
    shape = Submission.Shape.VIDEO
    field_order = ["links"]
    links = forms.CharField(
        label=_("Address of the video"),
        help_text=_("YouTube or Vimeo. Several videos: one address on each line."),
        widget=forms.Textarea(
            attrs={"rows": 2, "inputmode": "url", "spellcheck": "false"}
        ),
        max_length=MOST_LINKS * 501,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.let_text_out()
        self.fields["rights"].choices = without_links()

    def clean_links(self):
        lines = [
            line for line in self.cleaned_data["links"].splitlines() if line.strip()
        ]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("A module may have 20 videos at most."))
        return list(dict.fromkeys(map(video_address, lines)))


class ArticleForm(ModuleForm):
    shape = Submission.Shape.ARTICLE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False  # nor is it, where only a link is shown
        self.fields["rights"].choices = without_embedding()

    def clean(self):
        data = super().clean()
        lacking = not data.get("text") and not self.has_error("text")
        if lacking and data.get("rights") not in ELSEWHERE:
            self.add_error("text", _("Write the text of the module, or paste it here."))
        return data


class LiveForm(ModuleForm):
    shape = Submission.Shape.LIVE
    field_order = ["title", "category", "summary", "date", "time", "timezone"]
    date = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    timezone = forms.ChoiceField(
        label=_("On which clock?"), choices=Zone.choices, initial=Zone.WIB
    )
    platform = forms.ChoiceField(
        label=_("Where does it take place?"), choices=LiveSession.Platform.choices
    )
    join_url = AddressField(
        label=_("Address to join"),
        required=False,
        help_text=_("Given out shortly before the start only. You can add it later."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.let_text_out()
        self.fields["duration_minutes"].required = True
        self.fields["duration_minutes"].validators.append(
            MaxValueValidator(LONGEST_DAY)
        )
        self.fields["rights"].choices = without_embedding()

    def clean(self):
        data = super().clean()
        if data.get("date") and data.get("time") and data.get("timezone"):
            self.check_start(data)
        return data

    def check_start(self, data):
        moment = starts_at(
            {name: plain(data[name]) for name in ("date", "time", "timezone")}
        )
        unchanged = self.submission and not {"date", "time"} & set(self.changed_data)
        if moment <= timezone.now() and not unchanged:
            self.add_error(
                "date", _("This day and time are over. Choose a coming one.")
            )


FORMS = {form.shape: form for form in (VideoForm, ArticleForm, LiveForm)}


def video_address(line):
    url = public_address(line)
    if recognise(url) is None:
        raise ValidationError(
            gettext(
                "“%(url)s” is not a YouTube or Vimeo video. For a video on another "
                "site, hand in an article and choose that it is opened there."
            )
            % {"url": line.strip()}
        )
    return url


def without_embedding():
    return [choice for choice in RIGHTS.items() if choice[0] != "embed"]


def without_links():
    return [choice for choice in RIGHTS.items() if choice[0] != "own_link"]
