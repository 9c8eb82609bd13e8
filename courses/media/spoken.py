"""What is said in the videos of a text."""

from django.utils.html import strip_tags

from ..blocks import VideoBlock


def transcripts(body):
    for name, block in body.stream_block.child_blocks.items():
        if isinstance(block, VideoBlock):
            for child in body.blocks_by_name(name):
                if said := str(child.value.get("transcript") or ""):
                    yield said


def spoken_text(body):
    return " ".join(strip_tags(said) for said in transcripts(body))


def has_subtitles(body):
    return False


def has_transcript(body):
    return any(transcripts(body))
