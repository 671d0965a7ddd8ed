// Where messages are written: Enter sends, / runs a command, drafts stay with their place.

import { draft, keepDraft } from "./drafts.js";
import { h, icon } from "./dom.js";
import { addMarkButtons } from "./marks.js";
import { openMenu } from "./popup.js";
import { Suggestions } from "./suggestions.js";

const TYPING_PAUSE = 3000;
const COMMAND = /^\/([^\s/]+)(?:\s+([\s\S]*))?$/;

export class Composer {
  constructor({ parts, inThread, list }) {
    Object.assign(this, { parts, inThread, list, told: 0 });
    this.area = h("textarea.compose", { rows: 1, "aria-label": "Message" });
    this.suggestions = new Suggestions(this.area, { store: parts.store });
    this.sendButton = h(
      "button.icon-button.send",
      { type: "button", "aria-label": "Send", title: "Send (Enter)", onClick: () => this.submit() },
      icon("send"),
    );
    this.wrong = h("p.compose-error", { role: "alert", hidden: true });
    this.also = h(
      "label.also",
      { hidden: !inThread },
      h("input", { type: "checkbox" }),
      h("span", "Also send to the channel"),
    );
    this.box = h("div.composer-box", addMarkButtons(this.area), this.area, this.foot());
    this.node = h("div.composer", this.wrong, this.box);
    this.listen();
  }

  foot() {
    const file = h("input.sr-only", { type: "file", tabindex: "-1", "aria-label": "Attach a file" });
    file.addEventListener("change", () => this.attach(file));
    const plus = this.tool("Attach a file or start a shortcut", "plus", () => this.openPlus(plus, file));
    plus.setAttribute("aria-haspopup", "menu");
    const smile = this.tool("Emoji", "smile", () => this.parts.pickEmoji(smile, (name) => this.insert(`:${name}: `)));
    return h(
      "div.composer-foot",
      plus,
      smile,
      this.tool("Mention someone", "at", () => this.insert("@")),
      !this.inThread && this.tool("Run a command", "bolt", () => this.startCommand()),
      file,
      this.also,
      h("span.spacer"),
      this.sendButton,
    );
  }

  tool(label, mark, run) {
    return h("button.icon-button", { type: "button", "aria-label": label, title: label, onClick: run }, icon(mark));
  }

  listen() {
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("paste", (event) => this.pasted(event));
  }

  // Drafts belong to a person and a place.
  at(channel, thread, placeholder, { closed } = {}) {
    const key = [this.parts.store.me, channel, thread].join(":");
    this.node.hidden = Boolean(closed);
    this.area.placeholder = placeholder;
    this.area.setAttribute("aria-label", placeholder);
    if (key === this.placeKey) return;
    Object.assign(this, { channel, thread, placeKey: key });
    this.area.value = draft(key);
    this.say(null);
    this.fit();
  }

  typed() {
    keepDraft(this.placeKey, this.area.value);
    this.say(null);
    this.fit();
    if (!this.area.value || this.area.value.startsWith("/") || Date.now() - this.told < TYPING_PAUSE) return;
    this.told = Date.now();
    this.parts.live.send({ type: "typing", channel: this.channel, thread_ts: this.thread ?? null });
  }

  fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 260)}px`;
    this.sendButton.disabled = !this.area.value.trim();
  }

  key(event) {
    if (this.suggestions.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "ArrowUp" && this.area.value === "" && this.list.editLastOwn()) event.preventDefault();
  }

  async submit() {
    const [text, place] = [this.area.value.trim(), this.placeKey];
    if (!text || this.busy) return;
    this.busy = true;
    const answer = await this.deliver(text);
    this.busy = false;
    if (!answer.ok || ["timeout", "failed"].includes(answer.outcome))
      return this.say(answer.detail ?? `That did not work (${answer.error ?? answer.outcome}).`);
    this.empty(place);
    this.parts.store.changed("sent");
  }

  deliver(text) {
    const command = COMMAND.exec(text);
    if (command && text.startsWith("/"))
      return this.parts.deeds.command(this.channel, `/${command[1].toLowerCase()}`, command[2] ?? "", this.thread);
    return this.parts.deeds.api.post("message", {
      channel: this.channel,
      text,
      thread_ts: this.thread,
      reply_broadcast: this.also.firstChild.checked || undefined,
    });
  }

  // Whoever went elsewhere while it was sent has another draft before them; that one stays.
  empty(place) {
    keepDraft(place, "");
    if (place !== this.placeKey) return;
    this.clear();
    this.list.toEnd();
  }

  clear() {
    this.area.value = "";
    this.also.firstChild.checked = false;
    this.say(null);
    this.fit();
  }

  // Slack's line about a command that did not work stands under the words that caused it; they are kept.
  say(sentence) {
    this.wrong.hidden = !sentence;
    this.wrong.replaceChildren(...(sentence ? [icon("warning", 15), h("span", sentence)] : []));
  }

  write(text) {
    this.area.value = text;
    this.typed();
    this.area.focus();
    this.area.setSelectionRange(text.length, text.length);
    this.suggestions.close();
  }

  insert(text) {
    this.area.focus();
    const before = this.area.value.slice(0, this.area.selectionStart);
    const gap = text === "@" && before && !/\s$/.test(before) ? " " : "";
    this.area.setRangeText(gap + text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  startCommand() {
    this.write("/");
    this.suggestions.look();
  }

  openPlus(anchor, file) {
    openMenu(
      anchor,
      [{ label: "Attach a file", icon: "clip", run: () => file.click() }, ...globalShortcuts(this.parts)],
      { label: "Add" },
    );
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (file) await this.upload(file);
  }

  pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.upload(file);
  }

  async upload(file) {
    const place = this.placeKey;
    const answer = await this.parts.deeds.upload(this.channel, this.thread, file, this.area.value.trim() || undefined);
    if (answer.ok) this.empty(place);
  }
}

export function globalShortcuts({ store, deeds }) {
  const found = [...store.apps.values()]
    .filter((app) => app.installed !== false)
    .flatMap((app) =>
      (app.shortcuts ?? [])
        .filter((shortcut) => shortcut.type === "global")
        .map((shortcut) => ({
          label: shortcut.name,
          hint: app.name,
          icon: "bolt",
          run: () => deeds.shortcut(app, shortcut),
        })),
    );
  return found.length ? ["-", { heading: "Shortcuts" }, ...found] : [];
}
