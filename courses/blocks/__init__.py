"""What a course or text page is written in."""

from .accordion import AccordionBlock
from .callout import CalloutBlock
from .code import CodeBlock
from .live_session import LiveSessionBlock
from .media import DocumentBlock, FigureBlock
from .quiz import QuizBlock
from .quote import QuoteBlock
from .table import TableBlock
from .text import RICH_TEXT_FEATURES, HeadingBlock, TextBlock
from .video import PROVIDER_NAMES, VideoBlock

CONTENT_BLOCKS = [
    ("text", TextBlock()),
    ("heading", HeadingBlock()),
    ("video", VideoBlock()),
    ("image", FigureBlock()),
    ("document", DocumentBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("code", CodeBlock()),
    ("table", TableBlock()),
    ("accordion", AccordionBlock()),
    ("live_session", LiveSessionBlock()),
    ("quiz", QuizBlock()),
]

__all__ = [
    "CONTENT_BLOCKS",
    "PROVIDER_NAMES",
    "RICH_TEXT_FEATURES",
    "AccordionBlock",
    "CalloutBlock",
    "CodeBlock",
    "DocumentBlock",
    "FigureBlock",
    "HeadingBlock",
    "LiveSessionBlock",
    "QuizBlock",
    "QuoteBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
]
