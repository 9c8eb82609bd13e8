"""Who sits before the screen: one browser window for each person."""

from functools import cached_property

PASSWORD = "demo-prakerja"


class People:
    def __init__(self, browser, url):
        self.browser = browser
        self.url = url

    def window(self, width=1280, height=800):
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            locale="id",
            color_scheme="light",
            reduced_motion="reduce",
        )
        return context.new_page()

    def signed_in(self, name):
        page = self.window()
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    @cached_property
    def editor(self):
        return self.signed_in("editor")

    @cached_property
    def contributor(self):
        return self.signed_in("kontributor")
