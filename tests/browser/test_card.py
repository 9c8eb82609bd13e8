"""The card of a course fits into the frame that oEmbed and the snippet give it."""

from courses.embedding.snippets import height_at

WIDTHS = (640, 480, 400, 340, 280)
COURSES = "/api/v1/courses/?limit=100&fields=uid,title"
HIGH = "document.documentElement.scrollHeight"


def test_no_card_of_the_demo_scrolls_in_its_frame(visit):
    page = visit().page
    courses = page.request.get(COURSES).json()["results"]
    assert len(courses) > 30
    too_high = [
        (course["title"], width, high)
        for course in courses
        for width, high in heights(page, course["uid"])
        if high > height_at(width)
    ]
    assert too_high == []


def heights(page, uid):
    """How high the card would be by itself, by width."""
    page.goto(f"/embed/{uid}/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 50})
        yield width, page.evaluate(HIGH)
