// A field one can type into, with a list to choose from (the ARIA combobox pattern); one choice or many.

import { h, icon } from "../dom.js";
import { placeBeside } from "../popup.js";

// choice: {key, label, description, group, face}; load(typed) may be slow and answers {choices} or {failed: "sentence"}.
export class Combobox {
  constructor({
    id,
    aria,
    placeholder,
    many = false,
    chosen = [],
    load,
    onChange,
    max = Infinity,
    wait = 0,
    least = 0,
    autofocus,
    action,
  }) {
    Object.assign(this, { id, many, chosen, load, onChange, max, wait, least });
    this.active = -1;
    this.choices = [];
    this.asked = 0;
    this.input = h("input", {
      id,
      role: "combobox",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder,
      autofocus,
      "aria-expanded": "false",
      "aria-haspopup": "listbox",
      "aria-autocomplete": "list",
      "aria-controls": `${id}-list`,
      dataset: { action: action ?? "" },
      ...aria,
    });
    this.tokens = h("span.tokens");
    this.node = h(`div.select${many ? ".many" : ""}`, this.tokens, this.input, h("span.select-mark", icon("down", 15)));
    this.listen();
    this.show();
  }

  listen() {
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.leave(), 0));
    this.node.addEventListener("pointerdown", (event) => this.press(event));
  }

  press(event) {
    if (event.target.closest(".token button")) return;
    if (event.target !== this.input) event.preventDefault();
    this.input.focus();
    if (this.box && event.target !== this.input) this.close();
    else this.search("");
  }

  show() {
    if (!this.many) {
      this.input.value = this.chosen[0]?.label ?? "";
      return;
    }
    this.tokens.replaceChildren(...this.chosen.map((one) => this.token(one)));
    this.input.value = "";
  }

  token(one) {
    return h(
      "span.token",
      one.face,
      h("span", one.label),
      h(
        "button",
        {
          type: "button",
          "aria-label": `Remove ${one.label}`,
          onClick: () => this.change(this.chosen.filter((other) => other.key !== one.key)),
        },
        icon("close", 12),
      ),
    );
  }

  search(typed = this.input.value) {
    clearTimeout(this.timer);
    this.open();
    if (typed.length < this.least)
      return this.fill({ note: `Type ${this.least === 1 ? "a letter" : `${this.least} letters`} to search` });
    if (!this.wait || !typed) return this.ask(typed);
    this.timer = setTimeout(() => this.ask(typed), this.wait);
    return undefined;
  }

  async ask(typed) {
    const turn = ++this.asked;
    if (this.wait) this.fill({ note: "Loading…" });
    const answer = await this.load(typed);
    if (turn !== this.asked || !this.box) return;
    this.fill({ choices: answer.choices ?? [], note: answer.failed ?? (answer.choices?.length ? null : "No results") });
  }

  open() {
    if (this.box) return;
    this.box = h("div.popup.listbox", {
      role: "listbox",
      id: `${this.id}-list`,
      "aria-multiselectable": this.many ? "true" : undefined,
      "aria-label": "Choices",
    });
    this.box.style.minWidth = `${this.node.getBoundingClientRect().width}px`;
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    (this.node.closest("dialog") ?? document.body).append(this.box);
    this.input.setAttribute("aria-expanded", "true");
    this.away = (event) => {
      if (!this.box?.contains(event.target)) this.close();
    };
    document.addEventListener("scroll", this.away, true);
  }

  close() {
    if (!this.box) return;
    document.removeEventListener("scroll", this.away, true);
    this.box.remove();
    this.box = null;
    this.asked++;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  leave() {
    if (document.activeElement === this.input) return;
    this.close();
    this.show();
  }

  fill({ choices = [], note = null }) {
    this.choices = choices;
    let group;
    const rows = choices.flatMap((choice, n) => {
      const heading =
        choice.group && choice.group !== group ? [h("div.menu-heading", { role: "presentation" }, choice.group)] : [];
      group = choice.group;
      return [...heading, this.row(choice, n)];
    });
    this.box.replaceChildren(...rows, ...(note ? [h("div.listbox-note", { role: "presentation" }, note)] : []));
    this.point(
      choices.length
        ? Math.max(
            0,
            choices.findIndex((choice) => this.holds(choice)),
          )
        : -1,
    );
    placeBeside(this.box, this.node);
  }

  row(choice, n) {
    return h(
      "div.option",
      {
        role: "option",
        id: `${this.id}-o${n}`,
        "aria-selected": String(this.holds(choice)),
        onClick: () => this.pick(choice),
      },
      choice.face,
      h("span.option-words", h("span", choice.label), choice.description && h("span.soft", choice.description)),
      this.holds(choice) && icon("check", 15),
    );
  }

  holds(choice) {
    return this.chosen.some((one) => one.key === choice.key);
  }

  point(at) {
    this.active = at;
    const rows = [...this.box.querySelectorAll("[role=option]")];
    rows.forEach((row, n) => row.classList.toggle("active", n === at));
    rows[at]?.scrollIntoView({ block: "nearest" });
    if (rows[at]) this.input.setAttribute("aria-activedescendant", rows[at].id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const act = KEYS[event.key];
    if (act?.(this, event)) event.preventDefault();
  }

  pick(choice) {
    if (!this.many) {
      this.change([choice]);
      return this.close();
    }
    const without = this.chosen.filter((one) => one.key !== choice.key);
    if (without.length === this.chosen.length && without.length >= this.max) return undefined;
    this.change(without.length === this.chosen.length ? [...this.chosen, choice] : without);
    return this.search("");
  }

  change(chosen) {
    this.chosen = chosen;
    this.show();
    this.onChange(chosen);
  }
}

// Each answers whether it took the key.
const KEYS = {
  ArrowDown: (box) => (box.box ? box.point(Math.min(box.active + 1, box.choices.length - 1)) : box.search(""), true),
  ArrowUp: (box) => (box.box ? box.point(Math.max(box.active - 1, 0)) : box.search(""), true),
  Enter: (box) => {
    if (!box.box || box.active < 0) return false;
    box.pick(box.choices[box.active]);
    return true;
  },
  Escape: (box, event) => {
    if (!box.box) return false;
    event.stopPropagation();
    box.close();
    box.show();
    return true;
  },
  Tab: (box) => (box.close(), false),
  Backspace: (box) => {
    if (box.input.value !== "" || box.chosen.length === 0) return false;
    box.change(box.chosen.slice(0, -1));
    return box.many;
  },
};
