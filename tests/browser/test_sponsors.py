"""An advertisement is told of when it was really on the screen."""

PHONE = "Mozilla/5.0 (Linux; Android 11; SM-A125F) Chrome/120.0 Mobile Safari/537.36"


def test_a_view_is_told_once_and_only_when_the_advertisement_was_seen(visit):
    page = visit(user_agent=PHONE).page
    told = []
    page.on("request", lambda sent: told.append(sent) if seen(sent) else None)
    page.goto("/")
    page.wait_for_timeout(1_300)
    assert told == []
    place = page.locator(".pk-sponsor")
    with page.expect_response(lambda answer: seen(answer.request)) as answer:
        place.scroll_into_view_if_needed()
    assert answer.value.status == 204
    assert "cookie" not in told[0].all_headers()
    page.evaluate("scrollTo(0, 0)")
    place.scroll_into_view_if_needed()
    page.wait_for_timeout(1_300)
    assert len(told) == 1


def seen(request):
    return request.method == "POST" and request.url.endswith("/dilihat/")
