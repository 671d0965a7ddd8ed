// Ctrl/Cmd-K: type a few letters, go there, be somebody, or start something.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { globalShortcuts } from "./composer.js";
import { humans } from "./people.js";
import { typedText } from "./typed-text.js";

const MOST = 12;
const SEARCH_FROM = 3;
const PATIENCE = 180;

export function openSwitcher(parts) {
  const input = h("input.switch-input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "switch-list", "aria-autocomplete": "list", "aria-label": "Jump to", placeholder: "Jump to a channel, a person, an app or an action…", autocomplete: "off", spellcheck: "false", autofocus: true });
  const list = h("div.switch-list", { id: "switch-list", role: "listbox", "aria-label": "Places" });
  const dialog = h("dialog.modal.switcher", { "aria-label": "Jump to" }, h("div.switch-head", icon("search"), input), list, h("footer.switch-foot", "↑ ↓ to choose · Enter to go · Esc to close"));
  const state = { items: [], active: 0 };
  const close = () => { dialog.close(); dialog.remove(); };
  const go = (item) => { close(); item.run(); };
  const show = (items) => { state.items = items; state.active = 0; draw(list, input, state, go); };
  const fill = () => {
    const places = matches(everything(parts), input.value);
    show(places);
    clearTimeout(state.timer);
    if (input.value.trim().length >= SEARCH_FROM) state.timer = setTimeout(async () => show([...places, ...(await found(parts, input.value))]), PATIENCE);
  };
  input.addEventListener("input", fill);
  input.addEventListener("keydown", (event) => key(event, list, input, state, go));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) close(); });
  document.body.append(dialog);
  fill();
  dialog.showModal();
}

function draw(list, input, state, go) {
  if (!state.items.length) return replace(list, h("p.listbox-note", "Nothing by that name."));
  replace(list, state.items.map((item, n) => h("div.option", { role: "option", id: `switch-${n}`, onClick: () => go(item) }, h("span.option-face", item.face), h("span.option-words", h("span", item.label)), h("span.soft.side", item.hint))));
  return point(list, input, state, 0);
}

function point(list, input, state, at) {
  state.active = at;
  [...list.children].forEach((row, n) => {
    row.classList.toggle("active", n === at);
    row.setAttribute("aria-selected", String(n === at));
  });
  list.children[at]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", `switch-${at}`);
}

function key(event, list, input, state, go) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && state.items.length) {
    event.preventDefault();
    point(list, input, state, (state.active + step + state.items.length) % state.items.length);
  }
  if (event.key === "Enter" && state.items[state.active]) {
    event.preventDefault();
    go(state.items[state.active]);
  }
}

function matches(items, typed) {
  const words = typed.trim().toLowerCase().replace(/^[#@]/, "").split(/\s+/).filter(Boolean);
  const fits = items.filter((item) => words.every((word) => `${item.label} ${item.hint}`.toLowerCase().includes(word)));
  const starts = (item) => (words[0] && item.label.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return fits.map((item, n) => ({ item, n })).sort((a, b) => starts(a.item) - starts(b.item) || a.n - b.n).map(({ item }) => item).slice(0, MOST);
}

// Messages come after places: they were asked for in passing.
async function found({ deeds, store }, typed) {
  const answer = await deeds.api.get("search", { query: typed, limit: 6 });
  return (answer.matches ?? []).map(({ channel, message }) => ({
    label: typedText(message.text ?? "", store).slice(0, 80), hint: `${store.nameOf(message.user)} in ${store.channelTitle(store.channels.get(channel))}`, face: icon("thread", 16),
    run: () => deeds.openChannel(channel, { ts: message.ts, thread: message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : undefined }),
  }));
}

function everything(parts) {
  const { store, deeds, tools } = parts;
  const channels = [...store.channels.values()].filter((channel) => !channel.is_archived && !store.appOfChannel(channel)).sort((a, b) => (b.unread ?? 0) - (a.unread ?? 0));
  return [
    ...channels.map((channel) => ({ label: store.channelTitle(channel), hint: channel.unread ? `${channel.unread} unread` : "", face: faceOf(channel, store), run: () => deeds.openChannel(channel.id) })),
    ...[...store.apps.values()].map((app) => ({ label: app.name, hint: "App", face: avatar(store.person(app.bot_user) ?? { real_name: app.name }, 20), run: () => deeds.openApp(app.id, "home") })),
    ...humans(store).filter((person) => person.id !== store.me).map((person) => ({ label: person.real_name, hint: `Message · ${person.discipline}`, face: avatar(person, 20), run: () => deeds.openPerson(person.id) })),
    ...humans(store).filter((person) => person.id !== store.me).map((person) => ({ label: `Be ${person.real_name}`, hint: "Switch person", face: icon("swap", 16), run: () => deeds.become(person.id) })),
    ...globalShortcuts(parts).filter((item) => item.run).map((item) => ({ label: item.label, hint: `Shortcut · ${item.hint}`, face: icon("bolt", 16), run: item.run })),
    ...tools().map((tool) => ({ label: tool.label, hint: "Playground", face: icon(tool.icon, 16), run: tool.run })),
  ];
}

function faceOf(channel, store) {
  if (channel.kind === "im") return avatar(store.person(channel.user), 20);
  return icon(channel.kind === "private" ? "lock" : channel.kind === "mpim" ? "people" : "hash", 16);
}
