// The thread on the right: a parent, its replies, and a composer of its own.

import { h, icon, redraw } from "./dom.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message-list.js";
import { typingWords } from "./spoken.js";

export class ThreadPane {
  constructor(parts, node) {
    Object.assign(this, { parts, node });
    this.list = new MessageList({ parts, label: "Thread", inThread: true });
    this.composer = new Composer({ parts, inThread: true, list: this.list });
    this.head = h("header.pane-head");
    this.typing = h("div.typing");
    node.append(this.head, h("div.list-wrap", this.list.scroll), this.typing, this.composer.node);
  }

  draw() {
    const { store } = this.parts;
    const { thread, channel: id } = store.place;
    const channel = store.channels.get(id);
    const open = Boolean(thread && channel);
    this.node.hidden = !open;
    if (!open) return this.left();
    this.drawHead(channel);
    const messages = store.thread(id, thread) ?? [];
    const fresh = this.shown !== `${id}:${thread}` && messages.length > 0;
    this.list.draw(id, messages);
    if (fresh) this.arrive(`${id}:${thread}`);
    if (store.place.focus && this.list.reveal(store.place.focus)) store.place.focus = undefined;
    this.composer.at(id, thread, "Reply…", {
      closed: channel.is_archived || !(channel.is_member || channel.kind === "im"),
    });
    this.typing.textContent = typingWords(store, id, thread);
    return undefined;
  }

  drawHead(channel) {
    const { store, deeds } = this.parts;
    const where = channel.kind === "im" ? store.channelTitle(channel) : `#${channel.name}`;
    redraw(this.head, [channel.id, where], () => [
      h(
        "button.icon-button.back-button",
        { type: "button", "aria-label": "Back to the channel", onClick: () => deeds.closeThread() },
        icon("back"),
      ),
      h("h2", h("span", "Thread")),
      h("div.topic", where),
      h(
        "button.icon-button",
        {
          type: "button",
          "aria-label": "Close the thread",
          title: "Close (Escape)",
          onClick: () => deeds.closeThread(),
        },
        icon("close"),
      ),
    ]);
  }

  arrive(key) {
    const first = !this.shown;
    this.shown = key;
    this.list.toEnd();
    if (first || !this.node.contains(document.activeElement)) this.composer.area.focus();
  }

  left() {
    if (!this.shown) return;
    const ts = this.shown.split(":")[1];
    this.shown = null;
    this.parts.focusMessage(ts);
  }
}
