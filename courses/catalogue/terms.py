"""What a course is filed under: ``facet:value`` terms, the only thing facets know."""

from ..media.spoken import has_subtitles, has_transcript
from ..quality.content import Content
from ..rights import permits

MINUTES = {"short": 15, "hour": 60, "halfday": 180}


def own_terms(course):
    """What follows from the course itself, its lessons, credits and tags."""
    allowed = permits(course)
    return [
        f"format:{course.format}",
        f"level:{course.level}",
        f"language:{course.language}",
        f"duration:{length(course.duration_minutes)}",
        *(f"needs:{name}" for name in needs(course)),
        *(f"access:{name}" for name in access(course, allowed)),
        *(f"reuse:{name}" for name in reuse(allowed)),
        *sorted(f"contributor:{pk}" for pk in contributors(course)),
        *sorted(f"tag:{item.tag_id}" for item in course.tagged_items.all()),
    ]


def reuse(allowed):
    return [name for name in ("share", "adapt", "sell") if getattr(allowed, name)]


def length(minutes):
    if not minutes:
        return "unknown"
    fitting = (name for name, most in MINUTES.items() if minutes <= most)
    return next(fitting, "long")


def needs(course):
    """Named after what a learner can do without."""
    without = {
        "phone": course.device == course.Device.PHONE,
        "offline": not course.needs_internet,
        "no-app": not course.needs_app,
        "no-account": not course.needs_account,
    }
    return [name for name, true in without.items() if true]


def access(course, allowed):
    """For people who cannot hear, cannot see or have no screen at hand."""
    if not allowed.show:
        return []
    bodies = [page.body for page in pages_of(course)]
    offered = {
        "subtitles": any(has_subtitles(body) for body in bodies),
        "transcript": any(has_transcript(body) for body in bodies),
        "printable": is_readable(pages_of(course)),
    }
    return [name for name, true in offered.items() if true]


def is_readable(pages):
    """Whether there is text, and no video that only its viewers understand."""
    contents = [Content.of(page) for page in pages]
    videos = [seen for content in contents for seen in content.videos]
    said = any(content.says_something for content in contents)
    return said and all(seen.transcript for seen in videos)


def contributors(course):
    """Those a visitor can choose: listed, and more than a captioner's help."""
    return {
        credit.contributor_id
        for credit in course.credits.all()
        if credit.contributor.listed
    }


def pages_of(course):
    """The course and those of its lessons that anybody may read (see filing)."""
    return [course, *course.filed_lessons]
