"""Tables of the admin that turn into cards where the screen is narrow."""

from wagtail.admin.ui.tables import Column, Table


class CardTable(Table):
    classname = "listing listing--cards"

    class Media:
        css = {"all": ["prakerja_courses/admin/listings.css"]}


class LabelledColumn(Column):
    """On a card the heading stands before the value; without value, nothing does."""

    cell_template_name = "prakerja_courses/listings/cell.html"


class LabelledDateColumn(Column):
    cell_template_name = "prakerja_courses/listings/date_cell.html"


class LabelledLinkColumn(LabelledColumn):
    """The value leads to another place; without an address it is plain text."""

    cell_template_name = "prakerja_courses/listings/link_cell.html"

    def __init__(self, name, *, get_url, **kwargs):
        super().__init__(name, **kwargs)
        self.get_url = get_url

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": self.get_url(instance)}
