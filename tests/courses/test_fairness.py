"""Nobody speaks three times in a row while others wait."""

from courses.fairness import varied


def said(words, number=9, after=()):
    """Each word's first letter is its giver."""
    return varied(words.split(), lambda word: word[0], number, after=after)


def test_the_order_stays_where_givers_change():
    assert said("a1 b1 a2 b2") == ["a1", "b1", "a2", "b2"]


def test_a_third_in_a_row_lets_the_next_giver_go_first():
    assert said("a1 a2 a3 b1") == ["a1", "a2", "b1", "a3"]


def test_nothing_is_lost_where_only_one_giver_is_left():
    assert said("a1 a2 a3") == ["a1", "a2", "a3"]


def test_no_more_are_given_than_asked_for():
    assert said("a1 a2 a3 b1", number=3) == ["a1", "a2", "b1"]


def test_what_stands_before_counts():
    assert said("a3 b1", after=["a1", "a2"]) == ["b1", "a3"]


def test_of_nothing_comes_nothing():
    assert said("") == []
