"""Settings of the courses app, read when used from ``PRAKERJA_COURSES``."""

from django.conf import settings

DEFAULTS = {
    # How long before its start a live class lets people in.
    "JOIN_OPENS_MINUTES": 15,
    # What stands behind the @ of the events in calendars, and days that they keep
    # classes that are over or cancelled.
    "CALENDAR_DOMAIN": "",
    "CALENDAR_PAST_DAYS": 60,
    # What one minute of video costs a learner, at 360 lines.
    "VIDEO_MEGABYTES_PER_MINUTE": 5,
    # A form answered faster than this was filled in by a machine (0: never mind);
    # one older than this is sent back.
    "FORM_MIN_SECONDS": 3,
    "FORM_MAX_SECONDS": 12 * 3600,
    # How often one form may be sent: (how many times, in how many seconds).
    "LIMIT_ADDRESS": (10, 3600),
    "LIMIT_NETWORK": (60, 3600),
    "LIMIT_EMAIL": (5, 3600),
    "LIMIT_ALL": (600, 3600),
    # How much one address may ask the API: (requests, in how many seconds), or None.
    "LIMIT_API": (600, 60),
    "LIMIT_API_DAY": (20_000, 86_400),
    # Days after which the contact on a handled problem report is forgotten.
    "REPORT_CONTACT_DAYS": 180,
    # Where each provider tells about a video, and where its posters may come from.
    "MEDIA_ENDPOINTS": {
        "youtube": "https://www.youtube.com/oembed",
        "vimeo": "https://vimeo.com/api/oembed.json",
    },
    "MEDIA_POSTER_HOSTS": {
        "youtube": ["i.ytimg.com"],
        "vimeo": ["i.vimeocdn.com"],
    },
    # A video that will stay: where even this one cannot be seen, its provider is ill.
    "MEDIA_CONTROLS": {"youtube": "aqz-KE-bpKQ", "vimeo": "1084537"},
    # Seconds to wait for one answer, and between two questions to one provider.
    "MEDIA_TIMEOUT": 10,
    "MEDIA_DELAY": 1,
    # How many videos the clock looks at in one go, and for how many seconds.
    "MEDIA_TICK_LIMIT": 10,
    "MEDIA_TICK_SECONDS": 30,
    # On how many different days a video must be missing before it counts as gone.
    "MEDIA_DAYS_TO_GONE": 4,
    # How long the history of looks at a video is kept.
    "MEDIA_HISTORY_DAYS": 180,
    # Modules handed in: days that a sender's link is good, and days that one waits
    # for its confirmation.
    "SUBMISSION_LINK_DAYS": 60,
    "SUBMISSION_DRAFT_DAYS": 14,
    # Days that the files of a module refused or withdrawn are kept.
    "SUBMISSION_FILE_DAYS": 90,
    # Days after which who sent such a module, and what they wrote, is forgotten.
    "SUBMISSION_SENDER_DAYS": 365,
    # Largest file, all files of one module together, and how many.
    "UPLOAD_MEGABYTES": 10,
    "SUBMISSION_MEGABYTES": 30,
    "SUBMISSION_FILES": 10,
    # Files of modules that nobody confirmed: how much room they get, for how long.
    "SUBMISSION_UNCONFIRMED_MEGABYTES": 2048,
    "SUBMISSION_UNCONFIRMED_HOURS": 48,
    # Largest list that can be imported in the admin, and days that its file is kept.
    "IMPORT_MEGABYTES": 10,
    "IMPORT_ROWS": 20_000,
    "IMPORT_FILE_DAYS": 90,
    # Days that the API's feed tells of what left public view.
    "TOMBSTONE_DAYS": 365,
    # Reading the API of another site: whom to write to about it, seconds to wait for
    # an answer and for a file, and the largest JSON answer, dump and picture or file.
    "MIRROR_CONTACT": "",
    "MIRROR_TIMEOUT": 60,
    "MIRROR_FILE_TIMEOUT": 3600,
    "MIRROR_JSON_MEGABYTES": 32,
    "MIRROR_DUMP_MEGABYTES": 1024,
    "MIRROR_MEDIA_MEGABYTES": 300,
    # Courses to take along: whether at all, the largest package, and how many are
    # made for one network and for everybody in how many seconds.
    "OFFLINE": True,
    "PACKAGE_MEGABYTES": 300,
    "LIMIT_PACKAGES": (60, 3600),
    "LIMIT_ALL_PACKAGES": (600, 3600),
}


def get(name):
    """Return the host's value for ``name`` or the default; KeyError if unknown."""
    return getattr(settings, "PRAKERJA_COURSES", {}).get(name, DEFAULTS[name])
