"""Letters to people: one text, in plain and in HTML, in the language of who reads it.

They go to Django's mail, once what they tell of is committed. A backend that keeps
them in the same transaction says so with ``is_transactional = True``.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.translation import override
from wagtail.models import Site


def mail_send(name, *, to, language, **context):
    """Send the letter ``name`` to one address or several, each on their own.

    The first line of the text is the subject.
    """
    recipients = [to] if isinstance(to, str) else to
    with override(language):
        subject, text, html = letter(name, context)
    for recipient in recipients:
        message = EmailMultiAlternatives(subject, text, to=[recipient])
        message.attach_alternative(html, "text/html")
        hand_over(message)


def hand_over(message):
    """Send what is true for good; a dead mail server is logged and stops nobody.

    A backend that keeps letters in the database does so now: committed together,
    none is lost in between.
    """
    if getattr(message.get_connection(), "is_transactional", False):
        message.send()
    else:
        transaction.on_commit(message.send, robust=True)


def letter(name, context):
    """Return subject, text and HTML in the current language."""
    context = {**site_facts(), **context}
    template = f"prakerja_courses/mail/{name}"
    plain = get_template(f"{template}.txt").template
    text = plain.render(Context(context, autoescape=False))
    subject, _, text = text.lstrip().partition("\n")
    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    return " ".join(subject.split()), text.strip() + "\n", html


def site_facts():
    """The site's name and address; a letter is written outside of a request, too."""
    site = Site.objects.filter(is_default_site=True).first()
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    name = site.site_name if site and site.site_name else ""
    return {
        "site_name": name or getattr(settings, "WAGTAIL_SITE_NAME", ""),
        "site_url": base or (site.root_url if site else ""),
    }
