"""A course and its lessons as things to learn from."""

from .events import event
from .people import credited
from .values import FREE, known, length, moment, web

MOST_CLASSES = 10


def course_data(course, told, around):
    """``told`` is what the course's template is given (``course_context``)."""
    url = around.page(course)
    return {
        **known(
            {
                "@type": "Course",
                "@id": f"{url}#course",
                "url": url,
                "identifier": course.uid.urn,
                "name": course.title,
                "description": course.summary,
                "teaches": course.summary,
                "image": image(told["cover"], around),
                "timeRequired": length(course.duration_minutes),
                "about": [thing(tag.name) for tag in told["tags"]],
                "isBasedOn": told["source"] and web(told["source"].url),
                "datePublished": moment(course.first_published_at),
                "dateModified": moment(course.last_published_at),
                "provider": around.organisation(),
                "offers": FREE,
                "hasCourseInstance": instances(course, told, around),
                "hasPart": [part(step, around) for step in told["lessons"]],
            }
        ),
        **shared(course),
        **credited(told["credits"], around),
    }


def shared(course):
    """What a course and its lessons have in common."""
    return known(
        {
            "inLanguage": course.language,
            "educationalLevel": course.level.capitalize(),
            "isAccessibleForFree": True,
            "license": licence_url(course),
            "creditText": course.rights_holder,
        }
    )


def licence_url(course):
    licence = course.licence
    is_open = licence is not None and licence.state == licence.State.OPEN
    return web(licence.url) if is_open else None


def instances(course, told, around):
    """At one's own pace, and each live class that is still to come."""
    coming = told["coming_classes"][:MOST_CLASSES]
    return [own_pace(course), *(taught_live(meeting, around) for meeting in coming)]


def own_pace(course):
    return known(
        {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": length(course.duration_minutes),
        }
    )


def taught_live(meeting, around):
    told = event(meeting, around)
    return {
        **told,
        "@type": ["CourseInstance", "EducationEvent"],
        "courseMode": "Online",
        "courseSchedule": {
            "@type": "Schedule",
            "startDate": told["startDate"],
            "endDate": told["endDate"],
        },
    }


def part(step, around):
    """A lesson in its course's list."""
    return known(
        {
            "@type": "LearningResource",
            "name": step.title,
            "url": around.absolute(step.url),
            "position": step.number,
            "timeRequired": length(step.minutes),
        }
    )


def lesson_data(lesson, told, around):
    course, url = told["course"], around.page(lesson)
    course_url = around.page(course)
    whole = {"@type": "Course", "@id": f"{course_url}#course", "name": course.title}
    return {
        **known(
            {
                "@type": "LearningResource",
                "@id": f"{url}#lesson",
                "url": url,
                "identifier": lesson.uid.urn,
                "name": lesson.title,
                "description": lesson.summary,
                "position": told["number"],
                "timeRequired": length(lesson.duration_minutes),
                "dateModified": moment(lesson.last_published_at),
                "isPartOf": {**whole, "url": course_url},
                "publisher": around.organisation(),
            }
        ),
        **shared(course),
    }


def image(rendition, around):
    return around.absolute(rendition.url) if rendition else None


def thing(name):
    return {"@type": "Thing", "name": name}
