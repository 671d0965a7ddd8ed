// Ctrl/Cmd-K: type a few letters, go there, be somebody, or start something.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { globalShortcuts } from "./composer.js";
import { show } from "./dialogs.js";
import { typedText } from "./typed-text.js";

const MOST = 12;
const SEARCH_FROM = 3;
const PATIENCE = 180;

export function openSwitcher(parts) {
  new Switcher(parts).open();
}

class Switcher {
  constructor(parts) {
    Object.assign(this, { parts, items: [], active: 0 });
    this.input = field();
    this.list = h("div.switch-list", { id: "switch-list", role: "listbox", "aria-label": "Places" });
    this.dialog = h(
      "dialog.modal.switcher",
      { "aria-label": "Jump to" },
      h("div.switch-head", icon("search"), this.input),
      this.list,
      h("footer.switch-foot", "↑ ↓ to choose · Enter to go · Esc to close"),
    );
  }

  open() {
    this.input.addEventListener("input", () => this.fill());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("pointerdown", (event) => event.target === this.dialog && this.close());
    this.fill();
    show(this.dialog, () => this.close());
  }

  close() {
    clearTimeout(this.timer);
    this.dialog.close();
    this.dialog.remove();
  }

  go(item) {
    this.close();
    item.run();
  }

  // Messages come below places: they take a moment.
  fill() {
    const places = matches(everything(this.parts), this.input.value);
    this.draw(places);
    clearTimeout(this.timer);
    if (this.input.value.trim().length < SEARCH_FROM) return;
    this.timer = setTimeout(() => this.search(this.input.value, places), PATIENCE);
  }

  // Whoever typed on meanwhile asks for something else by now; what the arrows chose stays chosen.
  async search(typed, places) {
    const messages = await found(this.parts, typed);
    if (typed === this.input.value) this.draw([...places, ...messages], this.active);
  }

  draw(items, active = 0) {
    this.items = items;
    if (!items.length) return replace(this.list, h("p.listbox-note", "Nothing by that name."));
    replace(
      this.list,
      items.map((item, n) => this.row(item, n)),
    );
    return this.point(active);
  }

  row(item, n) {
    return h(
      "div.option",
      { role: "option", id: `switch-${n}`, onClick: () => this.go(item) },
      h("span.option-face", item.face),
      h("span.option-words", h("span", item.label)),
      h("span.soft.side", item.hint),
    );
  }

  point(at) {
    this.active = at;
    [...this.list.children].forEach((row, n) => {
      row.classList.toggle("active", n === at);
      row.setAttribute("aria-selected", String(n === at));
    });
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `switch-${at}`);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!this.items.length || !(step || event.key === "Enter")) return;
    event.preventDefault();
    if (step) this.point((this.active + step + this.items.length) % this.items.length);
    else this.go(this.items[this.active]);
  }
}

function field() {
  return h("input.switch-input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "switch-list",
    "aria-autocomplete": "list",
    "aria-label": "Jump to",
    placeholder: "Jump to a channel, a person, an app or an action…",
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
}

function matches(items, typed) {
  const words = typed.trim().toLowerCase().replace(/^[#@]/, "").split(/\s+/).filter(Boolean);
  const fits = items.filter((item) => words.every((word) => `${item.label} ${item.hint}`.toLowerCase().includes(word)));
  const starts = (item) => (words[0] && item.label.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return fits
    .map((item, n) => ({ item, n }))
    .sort((a, b) => starts(a.item) - starts(b.item) || a.n - b.n)
    .map(({ item }) => item)
    .slice(0, MOST);
}

async function found({ deeds, store }, typed) {
  const answer = await deeds.api.get("search", { query: typed, limit: 6 });
  return (answer.matches ?? []).map(({ channel, message }) => ({
    label: typedText(message.text ?? "", store).slice(0, 80),
    hint: `${store.nameOf(message.user)} in ${store.channelTitle(store.channels.get(channel))}`,
    face: icon("thread", 16),
    run: () =>
      deeds.openChannel(channel, {
        ts: message.ts,
        thread: message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : undefined,
      }),
  }));
}

function everything(parts) {
  return [...channels(parts), ...apps(parts), ...people(parts), ...actions(parts)];
}

function channels({ store, deeds }) {
  const open = [...store.channels.values()].filter((channel) => !channel.is_archived && !store.appOfChannel(channel));
  return open
    .sort((a, b) => (b.unread ?? 0) - (a.unread ?? 0))
    .map((channel) => ({
      label: store.channelTitle(channel),
      hint: channel.unread ? `${channel.unread} unread` : "",
      face: faceOf(channel, store),
      run: () => deeds.openChannel(channel.id),
    }));
}

function apps({ store, deeds }) {
  return [...store.apps.values()].map((app) => ({
    label: app.name,
    hint: "App",
    face: avatar(store.person(app.bot_user) ?? { real_name: app.name }, 20),
    run: () => deeds.openApp(app.id, "home"),
  }));
}

function people({ store, deeds }) {
  const others = store.humans().filter((person) => person.id !== store.me);
  const write = (person) => ({
    label: person.real_name,
    hint: `Message · ${person.discipline}`,
    face: avatar(person, 20),
    run: () => deeds.openPerson(person.id),
  });
  const be = (person) => ({
    label: `Be ${person.real_name}`,
    hint: "Switch person",
    face: icon("swap", 16),
    run: () => deeds.become(person.id),
  });
  return [...others.map(write), ...others.map(be)];
}

function actions(parts) {
  const shortcuts = globalShortcuts(parts).filter((item) => item.run);
  return [
    ...shortcuts.map(({ label, hint, run }) => ({ label, hint: `Shortcut · ${hint}`, face: icon("bolt", 16), run })),
    ...parts
      .tools()
      .map((tool) => ({ label: tool.label, hint: "Playground", face: icon(tool.icon, 16), run: tool.run })),
  ];
}

function faceOf(channel, store) {
  if (channel.kind === "im") return avatar(store.person(channel.user), 20);
  return icon(channel.kind === "private" ? "lock" : channel.kind === "mpim" ? "people" : "hash", 16);
}
