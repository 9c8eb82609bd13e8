"""Which page shows which video, kept in step with every save."""

from functools import cache, partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from ..blocks import VideoBlock
from ..models import MediaItem, MediaUse

MINUTES_A_DAY = 24 * 60
CHUNK = 200
LONGEST_TITLE = MediaItem._meta.get_field("title").max_length


def videos_of(page):
    """The videos in the text of a page, each once, with their titles there."""
    return videos_in(type(page), partial(getattr, page))


def videos_of_draft(page):
    """Those in its newest draft, of which nothing but the text is read."""
    content = page.latest_revision.content

    def text(name):
        return page._meta.get_field(name).to_python(content.get(name))

    return videos_in(type(page), text)


def videos_in(model, text):
    found = {}
    for stream_name, block_name in video_places(model):
        for block in text(stream_name).blocks_by_name(block_name):
            if video := block.value.video:
                found.setdefault(video, block.value.get("title") or "")
    return found


@cache
def video_places(model):
    """Where a kind of page may hold videos: names of its fields and their blocks."""
    return [
        (field.name, name)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        for name, block in field.stream_block.child_blocks.items()
        if isinstance(block, VideoBlock)
    ]


def models_with_videos():
    return [model for model in get_page_models() if video_places(model)]


def known_media(page):
    """What is known of the videos on a page, by key: one query, or none without any."""
    videos = videos_of(page)
    items = MediaItem.objects.showing(videos) if videos else ()
    return {item.video.key: item for item in items}


def bad_media(page):
    """The videos on a page that do not play there, by key."""
    bad = (MediaItem.State.GONE, MediaItem.State.NO_EMBEDDING)
    return {key: item for key, item in known_media(page).items() if item.state in bad}


def refresh_on_commit(page_id):
    """Look at a page once its change is kept; whatever goes wrong, it stays kept.

    A draft that is made is written more than once: one look at the end is enough.
    """
    hooks = (hook[1] for hook in transaction.get_connection().run_on_commit)
    if any(getattr(hook, "refreshes", None) == page_id for hook in hooks):
        return

    def refresh():
        refresh.refreshes = None  # what is written from now on is another change
        uses_refresh(page_id)

    refresh.refreshes = page_id
    transaction.on_commit(refresh, robust=True)


def uses_refresh(page_id):
    """Note what the public text and the newest draft of a page show."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is None:
        return
    videos = videos_of(page)
    if page.has_unpublished_changes and page.latest_revision:
        videos |= videos_of_draft(page)
    with transaction.atomic():
        items = items_of(videos)
        uses = MediaUse.objects.filter(page=page)
        uses.exclude(item__in=items).delete()
        missing = set(items) - set(uses.values_list("item", flat=True))
        MediaUse.objects.bulk_create(
            [MediaUse(item_id=item, page_id=page.pk) for item in missing],
            ignore_conflicts=True,
        )


def items_of(videos):
    """The ids of their rows; new ones are due at once."""
    known = {item.video for item in MediaItem.objects.showing(videos)}
    MediaItem.objects.bulk_create(
        [
            MediaItem(
                provider=video.provider,
                kind=video.kind,
                video_id=video.id,
                title=videos[video][:LONGEST_TITLE],  # until its provider tells another
                next_check_at=timezone.now(),
            )
            for video in videos.keys() - known
        ],
        ignore_conflicts=True,
    )
    return list(MediaItem.objects.showing(videos).values_list("pk", flat=True))


def uses_catch_up(slot=None):
    """Find the videos of pages that none are known of: older than the watch is.

    With ``slot``, a minute of the day, look at that minute's share of all pages, so
    that each is looked at once a day, and mend what was written past the signals.
    """
    for model in models_with_videos():
        pages = model.objects.order_by("pk")
        if slot is None:
            pages = pages.exclude(pk__in=MediaUse.objects.values("page"))
        else:
            share = F("pk") % MINUTES_A_DAY
            pages = pages.annotate(slot=share).filter(slot=slot)
        for page in pages.iterator(chunk_size=CHUNK):
            if slot is not None or page.has_unpublished_changes or videos_of(page):
                uses_refresh(page.pk)
