"""Columns of the books' lists: on a phone the first two, on a desk all of them."""

from wagtail.admin.ui.tables import Column, TitleColumn

STYLES = {"all": ["prakerja_donate/admin.css"]}


class ListColumn(Column):
    class Media:
        css = STYLES


class WideColumn(ListColumn):
    """Shown where there is room for it."""

    def __init__(self, name, classname="", **kwargs):
        super().__init__(name, classname=f"cash-wide {classname}", **kwargs)


class AmountColumn(ListColumn):
    def __init__(self, name, **kwargs):
        super().__init__(name, classname="cash-amount", **kwargs)


class FirstColumn(TitleColumn):
    """Leads to the row's own page; ``below`` it, on a phone, what matters most."""

    cell_template_name = "prakerja_donate/admin/widgets/first_cell.html"

    def __init__(self, name, below=(), **kwargs):
        super().__init__(name, **kwargs)
        self.below = below

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["below"] = [text for find in self.below if (text := find(instance))]
        return context
