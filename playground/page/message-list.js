// A scrolling list of messages with dividers, moved through by arrow keys; used by the channel and by the thread.

import { h, reconcile } from "./dom.js";
import { dayKey, dayName, secondsOf } from "./dates.js";
import { drawMessage, messageSignature } from "./message.js";
import { own, messageMenu } from "./message-menu.js";
import { drawEditor } from "./editor.js";

const TOGETHER = 5 * 60;

export class MessageList {
  constructor({ parts, label, inThread }) {
    Object.assign(this, { parts, inThread });
    this.editing = null;
    this.top = h("div.list-top");
    this.rows = h("div.rows", { role: "group", "aria-label": label });
    this.scroll = h("div.scroll", h("div.messages", this.top, this.rows));
    this.stuck = true;
    this.scroll.addEventListener("scroll", () => this.scrolled());
    this.watch = new ResizeObserver(() => {
      this.size = this.measured();
      if (this.stuck) this.toEnd();
    });
    [this.scroll, this.rows].forEach((node) => this.watch.observe(node));
    this.rows.addEventListener("keydown", (event) => this.key(event));
    this.rows.addEventListener("focusin", (event) => this.remember(event.target.closest(".message")));
    this.rows.addEventListener("click", (event) => this.clicked(event));
  }

  draw(channel, messages, { newAfter } = {}) {
    this.channel = channel;
    const items = rowsOf(messages, { store: this.parts.store, newAfter, days: !this.inThread });
    reconcile(this.rows, items, {
      key: (item) => item.key,
      signature: (item) => (item.message ? messageSignature(item.message, this.context(item)) : item.words),
      render: (item) => (item.message ? drawMessage(item.message, this.context(item)) : divider(item)),
    });
    this.keepTabStop();
    if (this.stuck) this.toEnd();
  }

  context(item) {
    const { store, deeds, world, notices, pickEmoji, inspector } = this.parts;
    return {
      store,
      deeds,
      world,
      notices,
      pickEmoji,
      channel: this.channel,
      inThread: this.inThread,
      follows: item.follows,
      editing: this.editing === item.message.ts,
      selected: inspector.isShowing(this.channel, item.message.ts),
      inspect: (message) => inspector.showMessage(this.channel, message),
      edit: (message) => this.edit(message.ts),
      askDelete: (message) => this.parts.askDelete(this.channel, message),
      editor: (message) =>
        drawEditor(message, { ...this.parts, channel: this.channel, done: () => this.edit(null, message.ts) }),
    };
  }

  edit(ts, back) {
    this.editing = ts;
    this.parts.store.changed("messages");
    if (back) queueMicrotask(() => this.rowOf(back)?.focus());
  }

  editLastOwn() {
    const last = this.parts.store
      .list(this.channel)
      .concat(this.parts.store.thread(this.channel, this.parts.store.place.thread) ?? []);
    const mine = last.filter((message) => own(message, this.parts) && this.rowOf(message.ts)).at(-1);
    if (mine) this.edit(mine.ts);
    return Boolean(mine);
  }

  // A list that wraps anew, because a thread opens beside it, scrolls by itself: that nobody went away from the end.
  scrolled() {
    if (this.size === this.measured()) this.stuck = this.atEnd();
  }

  measured() {
    return `${this.scroll.clientWidth} ${this.scroll.clientHeight} ${this.rows.offsetHeight}`;
  }

  atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 60;
  }

  toEnd() {
    this.stuck = true;
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  rowOf(ts) {
    return this.rows.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
  }

  reveal(ts) {
    const row = this.rowOf(ts);
    if (!row) return false;
    row.scrollIntoView({ block: "center" });
    row.classList.add("flash");
    row.addEventListener("animationend", () => row.classList.remove("flash"), { once: true });
    return true;
  }

  // One message of the list is in the tab order: the last one looked at, else the newest.
  keepTabStop() {
    const all = [...this.rows.querySelectorAll(".message")];
    const stop = all.find((row) => row.dataset.ts === this.stop) ?? all.at(-1);
    all.forEach((row) => {
      row.tabIndex = row === stop ? 0 : -1;
    });
  }

  remember(row) {
    if (!row || row.dataset.ts === this.stop) return;
    this.stop = row.dataset.ts;
    this.keepTabStop();
  }

  key(event) {
    const row = event.target;
    if (!row.classList?.contains("message") || event.ctrlKey || event.metaKey || event.altKey) return;
    const message = this.parts.store.find(this.channel, row.dataset.ts);
    const act = message && KEYS[event.key];
    if (act && act(this, row, message) !== false) event.preventDefault();
  }

  move(row, step) {
    const all = [...this.rows.querySelectorAll(".message")];
    const next = all[all.indexOf(row) + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  clicked(event) {
    const row = event.target.closest(".message");
    const busy =
      event.target.closest("a, button, input, textarea, select, summary, .select") || !getSelection().isCollapsed;
    if (row && !busy && this.parts.inspector.open)
      this.parts.inspector.showMessage(this.channel, this.parts.store.find(this.channel, row.dataset.ts));
  }
}

const KEYS = {
  ArrowUp: (list, row) => list.move(row, -1),
  ArrowDown: (list, row) => list.move(row, 1),
  Home: (list, row) => list.move(row, -[...list.rows.querySelectorAll(".message")].indexOf(row)),
  End: (list) => [...list.rows.querySelectorAll(".message")].at(-1)?.focus(),
  Enter: (list, row) => enter(list, row),
  t: (list, row, message) => reply(list, message),
  r: (list, row, message) =>
    list.parts.pickEmoji(row, (name) => list.parts.deeds.react(list.channel, message.ts, name)),
  e: (list, row, message) => (own(message, list.parts) ? list.edit(message.ts) : false),
  m: (list, row, message) => messageMenu(row, message, list.context({ message })),
  ".": (list, row, message) => messageMenu(row, message, list.context({ message })),
  i: (list, row, message) => list.parts.inspector.showMessage(list.channel, message),
};

// Enter goes into the message when something in it can be used, else opens its thread.
function enter(list, row) {
  const inside = row.querySelector(".body :is(button, input, select, textarea, a[href])");
  if (inside) return inside.focus();
  return reply(list, list.parts.store.find(list.channel, row.dataset.ts));
}

function reply(list, message) {
  if (list.inThread || message.is_ephemeral) return false;
  return list.parts.deeds.openThread(list.channel, message.thread_ts ?? message.ts);
}

function rowsOf(messages, { store, newAfter, days }) {
  const zone = store.zone();
  const rows = [];
  let before = null;
  for (const message of messages) {
    const seconds = secondsOf(message.ts);
    const day = dayKey(seconds, zone);
    if (days && (!before || day !== before.day))
      rows.push({ key: `day-${day}`, words: dayName(seconds, zone, store.now()) });
    const isNew = newAfter && message.ts > newAfter && !(before?.message.ts > newAfter) && message.user !== store.me;
    if (isNew) rows.push({ key: "new", words: "New", fresh: true });
    rows.push({ key: message.ts, message, follows: !isNew && follows(before, message, seconds, day) });
    before = { message, seconds, day };
  }
  return rows;
}

function follows(before, message, seconds, day) {
  if (!before || before.day !== day || seconds - before.seconds > TOGETHER) return false;
  const same = before.message.user === message.user && before.message.username === message.username;
  return same && ![message, before.message].some((one) => one.subtype || one.is_ephemeral);
}

function divider(item) {
  return h(
    `div.divider${item.fresh ? ".new" : ""}`,
    { role: "separator", "aria-label": item.words },
    h("span", item.words),
  );
}
