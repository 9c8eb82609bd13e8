/** Check answers where they are given. Nothing is sent and nothing is kept.

    When a quiz is answered correctly it tells the page so:
    event "prakerja:quiz", detail { uid, page, left }, where `left` says how many
    other quizzes of the page are still open. */

const ICONS = { right: "done", wrong: "alert", missing: "info" };

function icon(kind) {
  const made = document.createElement("span");
  made.className = `pk-icon pk-icon--${ICONS[kind]}`;
  made.setAttribute("aria-hidden", "true");
  return made;
}

function line(kind, text) {
  const made = document.createElement("p");
  made.dataset.kind = kind;
  made.append(icon(kind), text);
  return made;
}

class Question {
  constructor(element, quiz) {
    this.words = quiz.element.dataset;
    this.quiz = quiz;
    this.inputs = [...element.querySelectorAll("input")];
    this.told = element.querySelector(".pk-quiz__told");
    this.button = element.querySelector("button");
    this.answer = element.querySelector("details");
    this.whys = [...this.answer.querySelectorAll(".pk-quiz__answers > li")];
    this.checkWord = this.button.textContent;
    this.button.hidden = false;
    this.answer.hidden = true;
    this.button.addEventListener("click", () => this.press());
    element.addEventListener("change", () => this.reset());
  }

  press() {
    if (this.checked) this.retry();
    else if (this.inputs.some((input) => input.checked)) this.check();
    else this.told.replaceChildren(line("missing", this.words.missing));
  }

  check() {
    const isRight = (input) => "right" in input.dataset;
    this.right = this.inputs.every((input) => input.checked === isRight(input));
    this.checked = true;
    const kind = this.right ? "right" : "wrong";
    this.told.replaceChildren(line(kind, this.words[kind]), ...this.hints());
    for (const input of this.inputs) {
      if (input.checked) this.mark(input, isRight(input) ? "right" : "wrong");
    }
    this.answer.hidden = false;
    this.answer.open = this.right;
    this.button.textContent = this.words.again;
    if (this.right) this.quiz.tellIfDone();
  }

  /** Why the answers that were chosen are not right. */
  hints() {
    if (this.right) return [];
    return this.inputs.flatMap((input, place) => {
      const why = this.whys[place].querySelector(".pk-quiz__why");
      if (!input.checked || "right" in input.dataset || !why) return [];
      const hint = document.createElement("p");
      hint.textContent = why.textContent;
      return [hint];
    });
  }

  mark(input, kind) {
    const word = kind === "right" ? this.words.markRight : this.words.markWrong;
    const made = document.createElement("span");
    made.className = "pk-quiz__mark";
    made.append(icon(kind), word);
    input.parentElement.append(made);
    input.parentElement.dataset.kind = kind;
  }

  reset() {
    this.checked = this.right = false;
    this.told.replaceChildren();
    this.answer.hidden = true;
    this.button.textContent = this.checkWord;
    for (const { parentElement } of this.inputs) {
      parentElement.querySelector(".pk-quiz__mark")?.remove();
      delete parentElement.dataset.kind;
    }
    this.quiz.all.replaceChildren();
  }

  retry() {
    for (const input of this.inputs) input.checked = false;
    this.reset();
    this.inputs[0].focus();
  }
}

class Quiz {
  constructor(element) {
    this.element = element;
    this.all = element.querySelector(".pk-quiz__all");
    const questions = element.querySelectorAll(".pk-quiz__question");
    this.questions = [...questions].map((each) => new Question(each, this));
  }

  get done() {
    return this.questions.every((question) => question.right);
  }

  tellIfDone() {
    if (!this.done) return;
    if (this.questions.length > 1) {
      this.all.append(icon("right"), this.element.dataset.all);
    }
    const { quiz: uid, page } = this.element.dataset;
    const left = quizzes.filter((quiz) => !quiz.done).length;
    const detail = { uid, page, left };
    this.element.dispatchEvent(
      new CustomEvent("prakerja:quiz", { bubbles: true, detail }),
    );
  }
}

const quizzes = [...document.querySelectorAll("[data-quiz]")].map(
  (element) => new Quiz(element),
);
