"""The site and who runs it in schema.org's words, told on the home page."""

from django.conf import settings
from django.urls import reverse

from courses.structured.surroundings import Surroundings
from courses.structured.values import known, web
from donate.models import Organisation
from home.models import HomePage, SiteSettings


def site_data(context):
    """Nothing on any other page; there they are only named."""
    if not isinstance(context.get("page"), HomePage):
        return []
    around = Surroundings.of(context)
    about = SiteSettings.for_request(context["request"])
    return [website(around), organisation(around, about, context["request"])]


def website(around):
    return {
        "@type": "WebSite",
        "@id": f"{around.home}#website",
        "url": around.home,
        "name": around.site_name,
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "publisher": {"@id": f"{around.home}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{around.absolute(reverse('search'))}?q={{words}}",
            },
            "query-input": "required name=words",
        },
    }


def organisation(around, about, request):
    legal = Organisation.known(request)
    links = about.social_links.all() if about.pk else []
    return {
        **around.organisation(),
        **known(
            {
                "legalName": legal.name,
                "email": about.contact_email,
                "address": " ".join(legal.address.split()),
                "sameAs": [url for url in (web(link.url) for link in links) if url],
            }
        ),
    }
