"""Subtitles as they are written, and as they are read."""

import pytest
from django.utils.translation import override

from courses.media.subtitles import (
    LONGEST,
    Cue,
    SubtitleError,
    as_webvtt,
    is_timed,
    parts,
    words,
)

from .files import VTT


def problem(text):
    with override("en"), pytest.raises(SubtitleError) as caught:
        as_webvtt(text)
    return str(caught.value)


def test_sentences_that_belong_together_are_one_part():
    assert parts(VTT) == (
        Cue(1, "Bu Sari: Halo & selamat datang."),
        Cue(14, "Catat uang masuk setiap malam."),
        Cue(65, "Selesai."),
    )


def test_lines_that_roll_up_are_read_once():
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nSatu\n\n"
        "00:02.000 --> 00:03.000\nSatu\nDua\n\n00:03.000 --> 00:04.000\nDua\nTiga\n"
    )
    assert words(text) == "Satu Dua Tiga"


def test_a_part_without_end_of_sentence_ends_after_half_a_minute():
    cues = "\n\n".join(f"00:{s}.000 --> 00:{s}.900\nkata{s}" for s in (10, 30, 50))
    assert [part.start for part in parts(f"WEBVTT\n\n{cues}")] == [10, 50]


@pytest.mark.parametrize(
    ("second", "clock"), [(5, "0:05"), (83, "1:23"), (3605, "1:00:05")]
)
def test_the_clock_is_that_of_players(second, clock):
    assert Cue(second, "").clock == clock


def test_markup_in_it_stays_text():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;script&gt; <i>miring</i>\n"
    assert words(text) == "<script> miring"


def test_subrip_becomes_webvtt():
    made = as_webvtt("\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\nHalo\r\n")
    assert made.startswith("WEBVTT\n")
    assert "00:00:01.000 --> 00:00:02.500" in made


def test_good_subtitles_stay_as_they_are():
    assert as_webvtt(VTT) == VTT.strip()


@pytest.mark.parametrize(
    "text", [VTT, "\ufeff" + VTT, "1\n00:00:01,0 --> 00:00:02,0\na"]
)
def test_subtitles_are_told_from_plain_text(text):
    assert is_timed(text)
    assert not is_timed("Halo, selamat datang.\n00:01.000 --> 00:02.000")


class TestWhatIsWrong:
    def test_plain_text_is_no_subtitles(self):
        assert problem("Halo.") == (
            "These are no subtitles: the first line has to be “WEBVTT”."
        )

    @pytest.mark.parametrize(
        "line",
        [
            "00:01,000 --> 00:02,000",
            "0:1.000 --> 0:2.000",
            "00:01.000 -> 00:02.000",
            "00:01.000 --> akhir",
            "00:99:01.000 --> 01:00:02.000",
        ],
    )
    def test_the_line_of_wrong_times_is_named(self, line):
        text = f"WEBVTT\n\n00:00.000 --> 00:01.000\nBaik\n\n{line}\nHalo\n"
        assert f"The times in “{line}” cannot be read" in problem(text)

    def test_nothing_in_it(self):
        assert problem("WEBVTT\n\nNOTE kosong\n") == (
            "There is not a single subtitle in it."
        )

    def test_an_end_before_its_beginning(self):
        text = "WEBVTT\n\n00:05.000 --> 00:03.000\nHalo\n"
        assert problem(text) == (
            "The subtitle at 00:00:05.000 ends before it begins. Correct its times."
        )

    def test_more_than_anybody_says(self):
        assert "too long" in problem("WEBVTT\n\n" + "a" * LONGEST)

    def test_broken_subrip(self):
        assert problem("1\n00:00:01,000 --> besok\nHalo")

    def test_what_was_stored_broken_is_shown_without_parts(self):
        assert parts("WEBVTT\n\n00:99 --> ?\nHalo") == ()
