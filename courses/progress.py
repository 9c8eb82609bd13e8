"""How far a long command has come, drawn on a terminal or told now and then."""

WIDTH = 30
EVERY = 100


class Progress:
    def __init__(self, stream, total):
        self.stream = stream
        self.total = total
        self.drawn = bool(getattr(stream, "isatty", bool)())

    def step(self, done):
        if self.drawn:
            filled = WIDTH * done // self.total
            bar = "#" * filled + "." * (WIDTH - filled)
            self.show(f"\r[{bar}] {done}/{self.total}")
        elif done % EVERY == 0:
            self.show(f"{done}/{self.total}\n")

    def clear(self):
        """Make room for a line of text, or for the prompt."""
        if self.drawn:
            self.show("\r\033[K")

    def show(self, text):
        self.stream.write(text, style_func=str, ending="")
        self.stream.flush()
