"""Text pages and what the organisation says about itself, where nothing stands yet."""

from wagtail.models import Site

from courses.models import CategoryPage
from donate.models import DonatePage, Organisation, PresetAmount, TransferAccount
from home.models import (
    FooterMenuItem,
    HomePage,
    SiteSettings,
    SocialLink,
    StandardPage,
)

from .catalogue import publish_below
from .source import read, stream, without


def load_pages():
    home = HomePage.objects.first()
    facts = read("site.toml")
    fill_page(home, tagline=facts["tagline"], introduction=facts["introduction"])
    for page in read("pages.toml")["pages"]:
        if not home.get_children().filter(slug=page["slug"]).exists():
            body = stream(page["body"])
            publish_below(home, StandardPage(body=body, **without(page, "body")))
    for category in facts["categories"]:
        introduction = f"<p>{category['introduction']}</p>"
        pages = CategoryPage.objects.descendant_of(home).filter(slug=category["slug"])
        for page in pages:
            fill_page(page, introduction=introduction)
    load_donate_page(facts)


def load_donate_page(facts):
    page = DonatePage.objects.first()
    if not page.preset_amounts.exists():
        offered = [
            (currency.upper(), amount)
            for currency, amounts in facts["donate"]["presets"].items()
            for amount in amounts
        ]
        page.preset_amounts = [
            PresetAmount(currency=currency, amount=amount, sort_order=order)
            for order, (currency, amount) in enumerate(offered)
        ]
    if not page.transfer_accounts.exists():
        holder = facts["organisation"]["name"]
        page.transfer_accounts = [
            TransferAccount(bank="Bank Contoh", number="000-000-0000", holder=holder)
        ]
    fill_page(
        page,
        introduction=facts["donate"]["introduction"],
        qris_code=facts["donate"]["qris"],
    )


def fill_page(page, **values):
    fill(page, values)
    page.save_revision(clean=False).publish()


def fill(row, values):
    """Set what nobody has set before."""
    for name, value in values.items():
        if not getattr(row, name):
            setattr(row, name, value)


def load_settings():
    facts = read("site.toml")
    organisation = facts["organisation"]
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    values = {
        "site_name": facts["name"],
        "contact_email": organisation["email"],
        "whatsapp": organisation["whatsapp"],
    }
    fill(settings, values)
    if not settings.social_links.exists():
        settings.social_links = [
            SocialLink(label=link["label"], url=link["url"], sort_order=order)
            for order, link in enumerate(facts["social_links"])
        ]
    if not settings.footer_menu.exists():
        settings.footer_menu = [
            FooterMenuItem(page=page, sort_order=order)
            for order, page in enumerate(footer_pages())
        ]
    settings.save()
    load_organisation(organisation, settings.site)


def load_organisation(facts, site):
    about, _created = Organisation.objects.get_or_create(site=site)
    values = {
        "name": facts["name"],
        "address": facts["address"],
        "permit_number": facts["permit"],
        "contact_email": facts["email"],
        "contact_phone": facts["whatsapp"],
        "account_holder": facts["name"],
    }
    fill(about, values)
    about.save()


def footer_pages():
    slugs = [page["slug"] for page in read("pages.toml")["pages"]]
    pages = {page.slug: page for page in StandardPage.objects.filter(slug__in=slugs)}
    return [pages[slug] for slug in slugs]
