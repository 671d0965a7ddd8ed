// The menus above a text field: / for commands, @ for people, # for channels, : for emoji.

import { h, icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { findEmoji } from "./emoji.js";

const MOST = 8;
let made = 0;

export class Suggestions {
  constructor(area, { store, commands = true, onCommand }) {
    Object.assign(this, { area, store, commands, onCommand });
    this.id = `suggestions-${++made}`;
    this.items = [];
    this.active = 0;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
      "aria-haspopup": "listbox",
    }))
      area.setAttribute(name, value);
    area.addEventListener("input", () => this.look());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("click", () => this.look());
  }

  look() {
    const found = this.wanted();
    if (!found || !found.items.length) return this.close();
    this.from = found.from;
    this.items = found.items;
    this.active = 0;
    return this.show(found.title);
  }

  wanted() {
    const caret = this.area.selectionStart;
    const before = this.area.value.slice(0, caret);
    if (this.commands && /^\/\S*$/.test(before))
      return { from: 0, title: "Commands", items: commandItems(before, this.store) };
    const match = /(^|[\s(*_~>])([@#:])([\p{L}\p{N}_.+-]*)$/u.exec(before);
    if (!match) return null;
    const [, , mark, typed] = match;
    if (mark === ":" && typed.length < 2) return null;
    return { from: caret - typed.length - 1, ...FINDERS[mark](typed.toLowerCase(), this.store) };
  }

  show(title) {
    this.box ??= this.make();
    this.box.replaceChildren(
      h("div.menu-heading", { role: "presentation" }, title),
      ...this.items.map((item, n) => this.row(item, n)),
    );
    this.area.setAttribute("aria-expanded", "true");
    this.point(0);
    this.place();
  }

  make() {
    const box = h("div.popup.listbox.suggestions", { role: "listbox", id: this.id, "aria-label": "Suggestions" });
    box.addEventListener("pointerdown", (event) => event.preventDefault());
    (this.area.closest("dialog") ?? document.body).append(box);
    return box;
  }

  // Above the field, as wide as it.
  place() {
    const at = (this.area.closest(".composer-box") ?? this.area).getBoundingClientRect();
    this.box.style.width = `${Math.min(at.width, 560)}px`;
    this.box.style.left = `${at.left}px`;
    const height = this.box.getBoundingClientRect().height;
    this.box.style.top = `${at.top - height - 6 > 8 ? at.top - height - 6 : at.bottom + 6}px`;
  }

  row(item, n) {
    return h(
      "div.option",
      { role: "option", id: `${this.id}-${n}`, onClick: () => this.take(item) },
      item.face,
      h(
        "span.option-words",
        h("span", h("b", item.label), item.hint && h("span.hint", ` ${item.hint}`)),
        item.more && h("span.soft", item.more),
      ),
      item.side && h("span.soft.side", item.side),
    );
  }

  point(at) {
    this.active = at;
    const rows = [...this.box.querySelectorAll("[role=option]")];
    rows.forEach((row, n) => {
      row.classList.toggle("active", n === at);
      row.setAttribute("aria-selected", String(n === at));
    });
    rows[at].scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", rows[at].id);
  }

  // Answers whether the key was for this menu.
  key(event) {
    if (!this.box) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.point((this.active + step + this.items.length) % this.items.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" || (event.key === "Enter" && !this.items[this.active].complete?.(this.area.value)))
      this.take(this.items[this.active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  take(item) {
    this.area.focus();
    this.area.setRangeText(item.insert, this.from, this.area.selectionStart, "end");
    this.close();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  close() {
    this.box?.remove();
    this.box = null;
    this.area.setAttribute("aria-expanded", "false");
    this.area.removeAttribute("aria-activedescendant");
  }
}

const OWN = {
  name: "Slack",
  commands: [{ command: "/me", description: "Say what you are doing", usage_hint: "[your text]" }],
};

function commandItems(typed, store) {
  return [...store.apps.values(), OWN]
    .filter((app) => app.installed !== false)
    .flatMap((app) => (app.commands ?? []).map((command) => ({ app, command })))
    .filter(({ command }) => command.command.startsWith(typed.toLowerCase()))
    .sort((a, b) => a.command.command.localeCompare(b.command.command))
    .map(({ app, command }) => ({
      label: command.command,
      hint: command.usage_hint,
      more: command.description,
      side: app.name,
      face: h("span.option-face", icon("bolt", 16)),
      insert: `${command.command} `,
      complete: (value) => value.trim() === command.command,
    }));
}

const FINDERS = {
  "@": (typed, store) => ({
    title: "People",
    items: [...people(typed, store), ...groups(typed, store), ...specials(typed)].slice(0, MOST),
  }),
  "#": (typed, store) => ({
    title: "Channels",
    items: [...store.channels.values()]
      .filter((channel) => ["public", "private"].includes(channel.kind) && channel.name.includes(typed))
      .slice(0, MOST)
      .map((channel) => ({
        label: channel.name,
        insert: `#${channel.name} `,
        face: h("span.option-face", icon(channel.kind === "private" ? "lock" : "hash", 16)),
      })),
  }),
  ":": (typed) => ({
    title: "Emoji",
    items: findEmoji(typed, MOST).map(({ name, char }) => ({
      label: `:${name}:`,
      insert: `:${name}: `,
      face: h("span.emoji", char),
    })),
  }),
};

function people(typed, store) {
  const fits = (person) =>
    [person.name, person.display_name, person.real_name].some((name) => name?.toLowerCase().includes(typed));
  return [...store.people.values()]
    .filter((person) => !person.deleted && fits(person))
    .map((person) => ({
      label: person.real_name || person.display_name,
      hint: person.is_bot ? "app" : person.discipline,
      insert: `@${person.name} `,
      face: avatar(person, 22),
    }));
}

function groups(typed, store) {
  return [...store.usergroups.values()]
    .filter((group) => group.handle.includes(typed))
    .map((group) => ({
      label: `@${group.handle}`,
      hint: group.name,
      insert: `@${group.handle} `,
      face: h("span.option-face", icon("people", 16)),
    }));
}

const SPECIALS = { here: "Notify everyone who is active here", channel: "Notify everyone in this channel" };

function specials(typed) {
  return Object.entries(SPECIALS)
    .filter(([name]) => name.startsWith(typed))
    .map(([name, more]) => ({
      label: `@${name}`,
      hint: more,
      insert: `@${name} `,
      face: h("span.option-face", icon("bell", 16)),
    }));
}
