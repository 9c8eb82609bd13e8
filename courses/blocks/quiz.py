"""Questions that learners answer for themselves; nobody hears of their answers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import PreviewedBlock
from .text import INLINE_FEATURES, TextBlock

LEAST_CHOICES, MOST_CHOICES = 2, 8


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"), max_length=300)
    right = blocks.BooleanBlock(label=_("This is right"), required=False)
    explanation = blocks.CharBlock(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("Read by whoever chose it: why it is right, or what is missing."),
    )

    class Meta:
        icon = "tick"
        label = _("Answer")


class QuestionValue(blocks.StructValue):
    @property
    def several(self):
        """Whether more than one answer has to be chosen."""
        return len(self.right_choices) > 1

    @property
    def right_choices(self):
        return [choice for choice in self.get("choices") or () if choice.get("right")]


class QuestionBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("Question"), rows=2, max_length=500)
    choices = blocks.ListBlock(
        ChoiceBlock(),
        label=_("Answers"),
        max_num=MOST_CHOICES,
        help_text=_("Two to eight. Tick the right one, or all that are right."),
    )
    explanation = TextBlock(
        label=_("Explanation"),
        required=False,
        features=INLINE_FEATURES,
        help_text=_("What to remember of it. Shown with the answer."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        problem = None if self.is_deferred_validation else problem_with(cleaned)
        if problem:
            raise StructBlockValidationError({"choices": ValidationError(problem)})
        return cleaned

    class Meta:
        icon = "help"
        label = _("Question")
        value_class = QuestionValue


def problem_with(question):
    choices = question["choices"]
    if len(choices) < LEAST_CHOICES:
        return _("Give at least two answers to choose from.")
    if not question.right_choices:
        return _("No answer is right yet. Tick the right one, or all that are right.")
    texts = [choice["text"].strip().casefold() for choice in choices]
    if len(set(texts)) < len(texts):
        return _("Two answers are the same. Change one, or take it away.")
    return None


class QuizValue(blocks.StructValue):
    @property
    def asked(self):
        """Its questions, each with the id it keeps."""
        return self["questions"].bound_blocks

    @property
    def uid(self):
        """What it is known by: the id of its first question."""
        return next((item.id for item in self.asked), "")


class QuizBlock(PreviewedBlock):
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=160,
        help_text=_("Left empty, it says “Check yourself”."),
    )
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    def get_api_representation(self, value, context=None):
        return {
            "title": value.get("title") or "",
            "questions": [question_data(question) for question in value["questions"]],
        }

    class Meta:
        icon = "help"
        label = _("Quiz")
        description = _("Questions with answers to check oneself")
        template = "prakerja_courses/blocks/quiz.html"
        value_class = QuizValue
        preview_value = {
            "title": "",
            "questions": [
                {
                    "question": "Kapan uang keluar dicatat?",
                    "choices": [
                        {
                            "text": "Hari itu juga",
                            "right": True,
                            "explanation": "Besok jumlahnya sudah lupa.",
                        },
                        {
                            "text": "Akhir bulan",
                            "right": False,
                            "explanation": "Sampai saat itu banyak yang lupa.",
                        },
                    ],
                    "explanation": "<p>Lima menit setiap malam sudah cukup.</p>",
                }
            ],
        }


def choice_data(choice):
    return {
        "text": choice["text"],
        "right": bool(choice.get("right")),
        "explanation": choice.get("explanation") or "",
    }


def question_data(question):
    explanation = question.get("explanation")
    return {
        "question": question["question"],
        "choices": [choice_data(choice) for choice in question["choices"]],
        "explanation": explanation.source if explanation else "",
    }
