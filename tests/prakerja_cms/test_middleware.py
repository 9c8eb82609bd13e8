import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from prakerja_cms.middleware import ContentPolicyMiddleware, LanguageFromPathMiddleware

pytestmark = pytest.mark.nodatabase


def language_at(path, **headers):
    def answer(request):
        return HttpResponse(translation.get_language())

    request = RequestFactory().get(path, headers=headers)
    return LanguageFromPathMiddleware(answer)(request)


@pytest.mark.parametrize(
    ("path", "language"), [("/kursus/", "id"), ("/en/kursus/", "en"), ("/enau/", "id")]
)
def test_the_address_decides_the_language(path, language):
    answer = language_at(path, **{"accept-language": "de"})
    assert answer.content.decode() == language
    assert answer["Content-Language"] == language
    assert not answer.has_header("Vary")


def policy_at(path):
    middleware = ContentPolicyMiddleware(lambda request: HttpResponse(""))
    return middleware(RequestFactory().get(path))["Content-Security-Policy"]


def test_public_pages_allow_no_inline_code():
    assert "unsafe-inline" not in policy_at("/kursus/")


def test_the_admin_allows_what_wagtails_editor_needs():
    assert "script-src 'self' 'unsafe-inline'" in policy_at("/admin/pages/")


def test_the_admin_may_frame_its_own_preview():
    frames = policy_at("/admin/pages/").split("frame-src")[1].split(";")[0]
    assert "'self'" in frames
    assert "frame-src 'self'" not in policy_at("/kursus/")


def test_a_path_that_only_begins_like_the_admin_gets_the_strict_policy():
    assert "unsafe-inline" not in policy_at("/administrasi/")
