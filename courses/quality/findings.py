"""What can be wrong with a course, each under a name of its own."""

from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Level(models.TextChoices):
    ERROR = "error", gettext_lazy("error")
    WARNING = "warning", gettext_lazy("warning")


class Code(models.TextChoices):
    NO_CONTENT = "no-content", gettext_lazy("no content yet")
    NO_LICENCE = "no-licence", gettext_lazy("no licence")
    LICENCE_UNKNOWN = "licence-unknown", gettext_lazy("licence unknown")
    NO_PERMISSION = "no-permission", gettext_lazy("permission not written down")
    NO_SOURCE = "no-source", gettext_lazy("no source")
    NO_HOLDER = "no-holder", gettext_lazy("no rights holder")
    NO_FORMAT = "no-format", gettext_lazy("format not chosen")
    NO_LEVEL = "no-level", gettext_lazy("level not chosen")
    NO_DEVICE = "no-device", gettext_lazy("device not chosen")
    NO_ALT = "no-alt", gettext_lazy("image without description")
    PROMPT_LEFT = "prompt-left", gettext_lazy("prompt of an example left")
    THIN_SUMMARY = "thin-summary", gettext_lazy("thin summary")
    NO_VIDEO = "no-video", gettext_lazy("video course without video")
    NO_CREDIT = "no-credit", gettext_lazy("nobody credited")
    NO_TRANSCRIPT = "no-transcript", gettext_lazy("video without transcript")
    DEAD_MEDIA = "dead-media", gettext_lazy("video is gone")
    EMBEDDING_OFF = "embedding-off", gettext_lazy("video plays at its source only")
    TITLE_CAPITALS = "title-capitals", gettext_lazy("title in capitals")
    HEADING_ORDER = "heading-order", gettext_lazy("headings skip a level")
    NO_COVER = "no-cover", gettext_lazy("no cover")
    BROKEN_LINK = "broken-link", gettext_lazy("broken link inside the site")
    NO_RECORDING = "no-recording", gettext_lazy("past class without recording")
    NOT_VERIFIED = "not-verified", gettext_lazy("not verified for a year")
    CHANGED_COPY = "changed-copy", gettext_lazy("changed against its licence")
    FEW_STEPS = "few-steps", gettext_lazy("path with fewer than two steps")
    NO_REASON = "no-reason", gettext_lazy("step without a reason")
    STEP_TWICE = "step-twice", gettext_lazy("course twice on one path")
    STEP_NOT_PUBLIC = "step-not-public", gettext_lazy("step leads to no public course")
    NO_AUDIENCE = "no-audience", gettext_lazy("not said who a path is for")


ERRORS = {
    Code.NO_CONTENT,
    Code.NO_LICENCE,
    Code.LICENCE_UNKNOWN,
    Code.NO_PERMISSION,
    Code.NO_SOURCE,
    Code.NO_HOLDER,
    Code.NO_FORMAT,
    Code.NO_LEVEL,
    Code.NO_DEVICE,
    Code.NO_ALT,
    Code.PROMPT_LEFT,
    Code.FEW_STEPS,
    Code.NO_REASON,
    Code.STEP_TWICE,
    Code.STEP_NOT_PUBLIC,
}
# Welcome, but nobody has to: told last and never counted.
HINTS = {Code.NO_COVER}


@dataclass(frozen=True)
class Finding:
    """One thing to mend; an error keeps a page from becoming public."""

    level: str
    code: str
    field: str
    text: str
    subject: str = ""  # the image, video or class it is about
    lesson: int | None = None  # the id of the lesson it was found in
    public: bool = True  # False where visitors do not see the lesson

    @property
    def is_error(self):
        return self.level == Level.ERROR

    @property
    def is_hint(self):
        return self.code in HINTS

    @property
    def is_counted(self):
        """Whether it is a warning that somebody should act on."""
        return not (self.is_error or self.is_hint)

    @property
    def weight(self):
        """Sorts errors first and hints last."""
        return self.is_hint - self.is_error

    @property
    def label(self):
        return Code(self.code).label

    @property
    def identity(self):
        """Equal for one fault in two versions of a page."""
        return self.code, self.field, self.subject

    def in_lesson(self, lesson):
        text = _("Lesson “%(lesson)s”: %(finding)s")
        return replace(
            self,
            text=text % {"lesson": lesson.title, "finding": self.text},
            lesson=lesson.pk,
            public=lesson.live,
        )


def finding(code, field, text, subject=""):
    level = Level.ERROR if code in ERRORS else Level.WARNING
    return Finding(level, code, field, text, str(subject))
