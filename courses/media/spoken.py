"""What the videos of a text say, and whether it can be read: asked without a query."""

from django.utils.html import strip_tags

from .subtitles import is_timed, words

CAPTIONS, PLAYER = "captions", "player"
SUBTITLED = {CAPTIONS, PLAYER}


def spoken_text(body):
    """All transcripts and subtitles as plain text, for the search index."""
    return "\n".join(text for video in videos(body) for text in texts(video))


def has_subtitles(body):
    """Whether some video can be followed with subtitles."""
    return any(track.get("kind") in SUBTITLED for track in all_tracks(body))


def has_transcript(body):
    """Whether what some video says can be read on the page."""
    return any(text for video in videos(body) for text in texts(video))


def own_file_ids(body):
    """The documents that are played as videos."""
    return {video["file"] for video in videos(body) if video.get("file")}


def videos(body):
    """The videos of a StreamValue as they are stored."""
    from ..blocks import VideoBlock

    blocks = body.stream_block.child_blocks
    names = {name for name, block in blocks.items() if isinstance(block, VideoBlock)}
    return [raw["value"] for raw in body.raw_data if raw["type"] in names]


def all_tracks(body):
    return [track for video in videos(body) for track in tracks(video)]


def tracks(video):
    """The values of its list of subtitles and transcripts."""
    return [item["value"] for item in video.get("tracks") or ()]


def texts(video):
    """What is said in one stored video, each way it was written down."""
    found = [plain_html(video.get("transcript") or "")]
    for track in tracks(video):
        text = (track.get("text") or "").strip()
        found.append(words(text) if is_timed(text) else text)
    return [text for text in found if text]


def plain_html(source):
    """Rich text as words, those of neighbouring paragraphs apart."""
    return " ".join(strip_tags(source.replace("<", " <")).split())
