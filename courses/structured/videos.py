"""The videos on a page, as far as their owners let this site show them."""

from ..media.uses import video_places
from .values import known, length, plain

LONGEST_TRANSCRIPT = 10_000  # characters; it stands on the page as well


def video_objects(page, allowed, media, around, *, language):
    """One for each video that can be watched; ``media`` is what is known of them."""
    if not allowed.show:
        return []
    shown = {value.video.key: value for value in video_values(page) if value.video}
    return [
        video_object(page, value, allowed, media.get(key), around, language=language)
        for key, value in shown.items()
        if not is_gone(media.get(key))
    ]


def video_values(page):
    for stream_name, block_name in video_places(type(page)):
        for block in getattr(page, stream_name).blocks_by_name(block_name):
            yield block.value


def is_gone(shown):
    return bool(shown and shown.gone)


def video_object(page, value, allowed, shown, around, *, language):
    plays = allowed.embed and not (shown and shown.bad)
    return known(
        {
            "@type": "VideoObject",
            "name": value.get("title"),
            "description": page.summary,
            "url": value.watch_url,
            "embedUrl": value.video.player_url if plays else None,
            "thumbnailUrl": around.absolute(shown.poster) if shown else None,
            "duration": length(value.get("minutes")),
            "transcript": transcript(value),
            "inLanguage": language,
            "isAccessibleForFree": True,
        }
    )


def transcript(value):
    """All that is said, or nothing: half of it would be wrong."""
    text = plain(value.get("transcript") or "")
    return text if len(text) <= LONGEST_TRANSCRIPT else None
