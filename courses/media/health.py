"""Tell a provider that is ill from videos that are gone."""

from dataclasses import dataclass

from .. import conf
from ..models import MediaCheck, MediaItem
from .oembed import Verdict
from .providers import Video

MOST_LOOKS = 50
FEWEST_FAILURES = 20
PAUSE = 3600  # seconds


@dataclass(frozen=True)
class Look:
    """One video, as it was known before, and what its provider says now."""

    item: MediaItem
    verdict: Verdict

    @property
    def is_loss(self):
        """Whether it would count towards a video's end."""
        gone = self.verdict.outcome == MediaCheck.Outcome.GONE
        return gone and self.item.state != MediaItem.State.GONE

    @property
    def is_surprise(self):
        """Whether the answer got worse: none any more, or a loss of what was seen."""
        unknown = MediaCheck.Outcome.UNKNOWN
        if self.verdict.outcome == unknown:
            return getattr(self.item, "last_outcome", None) != unknown
        return self.is_loss and self.item.plays and not self.item.failed_days


def can_judge(looks):
    return len(looks) >= MOST_LOOKS or mostly_surprising(looks)


def mostly_surprising(looks):
    surprises = sum(look.is_surprise for look in looks)
    return surprises >= FEWEST_FAILURES and 2 * surprises > len(looks)


def is_ill(provider, looks, ask):
    """Judge by the looks of one sitting; without a good one, by a video that stays."""
    if mostly_surprising(looks):
        return True
    if not any(look.is_loss for look in looks):
        return False
    if any(look.verdict.plays for look in looks):
        return False
    return not any(ask(video).plays for video in controls(provider, looks))


def controls(provider, looks):
    """The one of our videos that was seen last, then the one the settings name."""
    seen = MediaItem.objects.filter(provider=provider, state=MediaItem.State.FINE)
    seen = seen.exclude(pk__in=[look.item.pk for look in looks])
    if latest := seen.order_by("-checked_at").first():
        yield latest.video
    if video_id := conf.get("MEDIA_CONTROLS").get(provider):
        yield Video(provider, "video", video_id)
