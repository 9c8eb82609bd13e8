import pytest

from courses import conf


def test_a_setting_has_a_default(settings):
    settings.PRAKERJA_COURSES = {}
    assert conf.get("JOIN_OPENS_MINUTES") == 15


def test_a_host_may_choose_otherwise(settings):
    settings.PRAKERJA_COURSES = {"JOIN_OPENS_MINUTES": 5}
    assert conf.get("JOIN_OPENS_MINUTES") == 5


def test_a_host_needs_no_settings_at_all(settings):
    del settings.PRAKERJA_COURSES
    assert conf.get("JOIN_OPENS_MINUTES") == 15


def test_a_setting_nobody_declared_is_a_mistake():
    with pytest.raises(KeyError):
        conf.get("JOIN_OPENS")
