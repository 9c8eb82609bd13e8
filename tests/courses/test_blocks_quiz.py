"""Questions to check oneself, as editors write them and learners meet them."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import override

from courses.blocks import QuizBlock
from courses.blocks.quiz import QuestionBlock

from .factories import CourseFactory

pytestmark = pytest.mark.django_db
RIGHT = {"text": "Hari itu juga", "right": True, "explanation": "Besok <lupa>."}
WRONG = {"text": "Akhir bulan", "right": False, "explanation": ""}


def question(*choices, **value):
    choices = list(choices) or [RIGHT, WRONG]
    return {"question": "Kapan dicatat?", "choices": choices, **value}


def problem(*choices, **value):
    block = QuestionBlock()
    value = {"question": "Kapan?", "choices": list(choices), **value}
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            block.clean(block.normalize(value))
        return str(caught.value.block_errors["choices"].messages[0])


@pytest.fixture
def shown(client, category):
    def show(*questions, **value):
        quiz = {"title": "", "questions": list(questions), **value}
        course = CourseFactory(parent=category, body=[("quiz", quiz)])
        page = client.get(f"/en{course.url}").content
        return BeautifulSoup(page, "html.parser").select_one(".pk-quiz")

    return show


class TestWriting:
    def test_a_question_with_one_right_answer_is_taken(self):
        block = QuizBlock()
        assert block.clean(block.normalize({"questions": [question()]}))

    def test_one_answer_is_no_choice(self):
        assert problem(RIGHT) == "Give at least two answers to choose from."

    def test_one_answer_has_to_be_right(self):
        other = {**WRONG, "text": "Besok"}
        assert problem(WRONG, other).startswith("No answer is right yet.")

    def test_the_same_answer_twice_is_a_slip(self):
        twin = {**WRONG, "text": " hari itu JUGA"}
        assert problem(RIGHT, twin).startswith("Two answers are the same.")

    def test_a_draft_may_be_half_written(self):
        block = QuestionBlock()
        block.defer_required_validation()
        assert block.clean(block.normalize({"question": "Kapan?", "choices": [WRONG]}))

    def test_a_quiz_without_questions_is_refused(self):
        block = QuizBlock()
        with pytest.raises(ValidationError):
            block.clean(block.normalize({"questions": []}))

    def test_search_finds_questions_and_answers(self):
        block = QuizBlock()
        value = block.normalize({"questions": [question()]})
        found = set(block.get_searchable_content(value))
        assert {"Kapan dicatat?", "Hari itu juga", "Besok <lupa>."} <= found


class TestShown:
    def test_the_question_names_its_answers(self, shown):
        fieldset = shown(question()).fieldset
        assert fieldset.legend.get_text() == "Kapan dicatat?"
        assert [i["type"] for i in fieldset.find_all("input")] == ["radio", "radio"]

    def test_several_right_answers_can_all_be_chosen(self, shown):
        other = {"text": "Setiap malam", "right": True}
        fieldset = shown(question(RIGHT, WRONG, other)).fieldset
        assert {i["type"] for i in fieldset.find_all("input")} == {"checkbox"}
        assert "choose them all" in fieldset.get_text()

    def test_without_a_script_the_answer_opens_in_words(self, shown):
        details = shown(question(explanation="<p>Lima menit.</p>")).details
        told = [" ".join(li.get_text().split()) for li in details.find_all("li")]
        assert told == [
            "Hari itu juga (right) Besok <lupa>.",
            "Akhir bulan (not right)",
        ]
        assert "Lima menit." in details.get_text()

    def test_nothing_can_be_sent(self, shown):
        quiz = shown(question())
        assert quiz.form is None
        assert quiz.button["type"] == "button"
        assert quiz.button.has_attr("hidden")

    def test_questions_do_not_share_their_choices(self, shown):
        quiz = shown(question(), question())
        assert len({i["name"] for i in quiz.find_all("input")}) == 2

    def test_it_has_a_title_of_its_own_or_a_common_one(self, shown):
        assert shown(question(), title="Kuis kas").h2.get_text() == "Kuis kas"
        assert shown(question()).h2.get_text() == "Check yourself"
