from django.apps import apps

from courses.checks import base_page_is_wagtails, tables_can_be_edited


def test_wagtails_own_base_page_is_fine():
    assert base_page_is_wagtails(None) == []


def test_a_custom_base_page_is_refused_with_a_hint(settings):
    settings.WAGTAIL_PAGE_MODEL = "host.BasePage"
    (error,) = base_page_is_wagtails(None)
    assert error.id == "prakerja_courses.E001"
    assert error.hint == "Remove WAGTAIL_PAGE_MODEL from your settings."


def test_the_app_behind_the_table_block_is_asked_for(monkeypatch):
    assert tables_can_be_edited(None) == []
    monkeypatch.delitem(apps.app_configs, "typed_table_block")
    (error,) = tables_can_be_edited(None)
    assert error.id == "prakerja_courses.E002"
    assert "wagtail.contrib.typed_table_block" in error.hint
