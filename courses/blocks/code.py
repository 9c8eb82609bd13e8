"""Program text, shown as it is typed."""

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PreviewedBlock


class Language(TextChoices):
    PLAIN = "text", _("plain text")
    SHELL = "shell", _("command line")
    CSS = "css", "CSS"
    HTML = "html", "HTML"
    JAVA = "java", "Java"
    JAVASCRIPT = "javascript", "JavaScript"
    JSON = "json", "JSON"
    PHP = "php", "PHP"
    PYTHON = "python", "Python"
    SQL = "sql", "SQL"
    FORMULA = "formula", _("spreadsheet formula")


class SourceTextBlock(blocks.TextBlock):
    """Text whose indentation is kept, on its first line too."""

    @cached_property
    def field(self):
        field = super().field
        field.strip = False
        field.widget.attrs["spellcheck"] = "false"
        return field

    def clean(self, value):
        """Keep one kind of line end and no empty lines around."""
        return super().clean(value.replace("\r\n", "\n").strip("\n").rstrip())

    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.TextBlock", [], {}


class CodeValue(blocks.StructValue):
    @property
    def language_name(self):
        """What the language is called; as it is stored once it left the list."""
        language = self.get("language") or Language.PLAIN
        return dict(Language.choices).get(language, language)


class CodeBlock(PreviewedBlock):
    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=Language.choices,
        default=Language.PLAIN,
        search_index=False,
    )
    code = SourceTextBlock(
        label=_("Code"),
        rows=6,
        help_text=_("Spaces and line breaks stay as you type them."),
    )

    class Meta:
        icon = "code"
        label = _("Code")
        description = _("Program text or commands, shown as typed")
        template = "prakerja_courses/blocks/code.html"
        value_class = CodeValue
        preview_value = {"language": "html", "code": "<p>\n  Halo, dunia!\n</p>"}
