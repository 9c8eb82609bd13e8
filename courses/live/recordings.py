"""What a class leaves behind, under the rules for any video of its course."""

from ..blocks import VideoBlock
from ..media.providers import recognise
from ..media.shown import Shown, poster_files, poster_url
from ..models import MediaItem
from ..rights import permits

RECORDING = VideoBlock(name="recording")


def left_behind(session):
    """What the page of a class that is over shows; nothing before that."""
    if not session.past or session.cancelled:
        return {}
    allowed = permits(session.course)
    video = recognise(session.recording_url)
    return {
        "recording": recording(session) if video else None,
        "may_embed": allowed.embed,
        "media": media_of(video, allowed) if video else {},
        "materials": session.materials if allowed.show else None,
    }


def recording(session):
    facts = {"url": session.recording_url, "title": str(session), "minutes": None}
    return RECORDING.normalize(facts)


def media_of(video, allowed):
    """Whether the video plays, as far as the watch over videos knows it."""
    item = MediaItem.objects.showing([video]).first()
    if item is None:
        return {}
    posters = poster_files([item]) if allowed.poster else {}
    poster = poster_url(posters.get(item.poster_id))
    return {video.key: Shown(state=item.state, poster=poster)}
