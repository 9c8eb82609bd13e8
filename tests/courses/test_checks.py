from courses.checks import base_page_is_wagtails


def test_wagtails_own_base_page_is_fine():
    assert base_page_is_wagtails(None) == []


def test_a_custom_base_page_is_refused_with_a_hint(settings):
    settings.WAGTAIL_PAGE_MODEL = "host.BasePage"
    (error,) = base_page_is_wagtails(None)
    assert error.id == "prakerja_courses.E001"
    assert error.hint == "Remove WAGTAIL_PAGE_MODEL from your settings."
