"""Home, text pages and what an organisation says about itself on every page."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, Site

from courses.blocks import CONTENT_BLOCKS
from courses.models import CatalogueIndexPage, CategoryPage, CoursePage, LessonPage
from courses.models.public import PublicPage, route_directly


class HomePage(PublicPage, Page):
    """The front door: one sentence, five categories, newest, live, what it costs."""

    tagline = models.CharField(
        _("in one sentence"),
        max_length=160,
        blank=True,
        help_text=_("What this site is, for somebody who has never heard of it."),
    )
    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link"]
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("tagline"),
        FieldPanel("introduction"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "prakerja_courses.CatalogueIndexPage",
        "prakerja_courses.LearningPathIndexPage",
        "prakerja_donate.DonatePage",
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def localized(self):
        """Ask once for each language, and only where there is more than one tree."""
        if len({root.language_code for root in Site.get_site_root_paths()}) < 2:
            return self
        known = self.__dict__.setdefault("_localized", {})
        language = get_language()
        if language not in known:
            known[language] = super().localized
        return known[language]

    def route(self, request, path_components):
        """Reach categories, courses and lessons in one query."""
        below = [CatalogueIndexPage, CategoryPage, CoursePage, LessonPage]
        if len(path_components) > 1:
            found = route_directly(self, request, path_components, below)
            return found or super().route(request, path_components)
        return super().route(request, path_components)


class StandardPage(PublicPage, Page):
    """About, manifesto, contact: text an editor may shape freely."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    body = StreamField(CONTENT_BLOCKS, verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("text page")

    def get_context(self, request, *args, **kwargs):
        """The organisation's own text may show its own videos."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "may_embed": True}


@register_setting(icon="site")
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """What every page says about the site; who runs it says ``donate.Organisation``."""

    site_name = models.CharField(_("name of the site"), max_length=80, blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    whatsapp = models.CharField(
        _("WhatsApp number"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+\d{8,15}$", _("Write it like +6281234567890, without spaces.")
            )
        ],
        help_text=_("With country code and no spaces, for example +6281234567890."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("logo")], _("Name")),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("whatsapp")], _("Contact")
        ),
        InlinePanel("social_links", heading=_("Social links"), label=_("link")),
        InlinePanel("footer_menu", heading=_("Footer menu"), label=_("page")),
    ]

    class Meta:
        verbose_name = _("site settings")


class SocialLink(Orderable):
    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="social_links"
    )
    label = models.CharField(_("label"), max_length=40)
    url = models.URLField(_("address"))

    class Meta(Orderable.Meta):
        verbose_name = _("social link")


class FooterMenuItem(Orderable):
    settings = ParentalKey(
        SiteSettings, on_delete=models.CASCADE, related_name="footer_menu"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
    )
    title = models.CharField(
        _("title"),
        max_length=60,
        blank=True,
        help_text=_("Leave empty to use the title of the page."),
    )

    panels = ["page", "title"]

    class Meta(Orderable.Meta):
        verbose_name = _("footer menu item")
