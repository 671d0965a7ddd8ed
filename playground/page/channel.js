// The middle of the page for a channel or a direct message: its head, its messages, its composer.

import { ChannelHead } from "./channel-head.js";
import { Composer } from "./composer.js";
import { h, icon, redraw } from "./dom.js";
import { MessageList } from "./message-list.js";
import { typingWords } from "./spoken.js";
import { typedText } from "./typed-text.js";

export class ChannelPane {
  constructor(parts) {
    this.parts = parts;
    this.list = new MessageList({ parts, label: "Messages", inThread: false });
    this.composer = new Composer({ parts, inThread: false, list: this.list });
    this.head = new ChannelHead(parts);
    this.catchUp = h("div.catch-up", { role: "status", hidden: true });
    this.newest = h(
      "button.newest",
      { type: "button", hidden: true, onClick: () => this.list.toEnd() },
      icon("down", 14),
      "New messages",
    );
    this.typing = h("div.typing", { "aria-live": "off" });
    this.join = h("div.join-bar", { hidden: true });
    this.node = h(
      "div.pane",
      this.head.nodes,
      this.catchUp,
      h("div.list-wrap", this.list.scroll, this.newest),
      this.typing,
      this.join,
      this.composer.node,
    );
    this.list.scroll.addEventListener("scroll", () => this.scrolled());
    parts.store.on("sent", () => this.list.toEnd());
  }

  draw() {
    const { store } = this.parts;
    const channel = store.channels.get(store.place.channel);
    if (!channel) return;
    const fresh = this.shown !== `${store.me}:${channel.id}`;
    this.shown = `${store.me}:${channel.id}`;
    this.head.draw(channel);
    this.drawCatchUp();
    this.drawMessages(channel, { fresh });
    this.drawFoot(channel);
  }

  drawCatchUp() {
    const { store, deeds } = this.parts;
    const places = store.catchUp;
    this.catchUp.hidden = !places;
    if (!places) return;
    const links = places
      .slice(0, 6)
      .map((place) =>
        h(
          "button",
          { type: "button", onClick: () => deeds.openChannel(place.id) },
          named(store.channels.get(place.id), store),
          " ",
          h("b", place.mentions ? `@${place.mentions}` : String(place.unread)),
        ),
      );
    const dismiss = h(
      "button.icon-button",
      {
        type: "button",
        "aria-label": "Dismiss",
        onClick: () => {
          store.catchUp = null;
          store.changed("place");
        },
      },
      icon("close", 14),
    );
    redraw(this.catchUp, [store.me, places], () => [
      h("strong", `While ${store.nameOf(store.me)} was away`),
      h("span.links", links),
      dismiss,
    ]);
  }

  drawMessages(channel, { fresh }) {
    const { store, deeds } = this.parts;
    const list = store.lists.get(channel.id);
    const wasAtEnd = this.list.stuck;
    redraw(this.list.top, [channel.id, list?.hasMore, channel.purpose], () =>
      list?.hasMore
        ? h(
            "button.button.load-more",
            { type: "button", onClick: () => deeds.fetchOlder(channel.id) },
            "Show older messages",
          )
        : beginning(channel, store),
    );
    this.list.draw(channel.id, list?.messages ?? [], { newAfter: store.newLine.get(channel.id) });
    if (fresh && list) this.list.toEnd();
    this.settle(channel, list, wasAtEnd);
  }

  settle(channel, list, wasAtEnd) {
    const { store, deeds } = this.parts;
    if (!list) {
      this.shown = null;
      return;
    }
    if (store.place.focus && this.list.reveal(store.place.focus)) store.place.focus = undefined;
    const grew = (list.messages.at(-1)?.ts ?? "") > (this.lastSeen ?? "");
    if (grew && wasAtEnd) this.list.toEnd();
    if (grew && !wasAtEnd && this.lastChannel === channel.id) this.newest.hidden = false;
    this.lastSeen = list.messages.at(-1)?.ts;
    this.lastChannel = channel.id;
    if (this.list.atEnd()) deeds.markRead(channel.id);
  }

  scrolled() {
    if (!this.list.atEnd()) return;
    this.newest.hidden = true;
    const { store, deeds } = this.parts;
    if (store.place.kind === "channel") deeds.markRead(store.place.channel);
  }

  drawFoot(channel) {
    const { store, deeds } = this.parts;
    const title = store.channelTitle(channel);
    const outside = !channel.is_member && !["im", "mpim"].includes(channel.kind);
    const hash = channel.kind === "public" || channel.kind === "private" ? "#" : "";
    this.composer.at(channel.id, undefined, `Message ${hash}${title}`, { closed: outside || channel.is_archived });
    this.join.hidden = !(outside || channel.is_archived);
    redraw(this.join, [channel.id, title, channel.is_archived, outside], () =>
      channel.is_archived
        ? h("span", "You are viewing an archived channel.")
        : outside && [
            h("span", "You are looking at ", h("strong", `#${title}`)),
            h("button.button.primary", { type: "button", onClick: () => deeds.join(channel.id) }, "Join channel"),
          ],
    );
    this.drawTyping();
  }

  drawTyping() {
    this.typing.textContent = typingWords(this.parts.store, this.parts.store.place.channel, "");
  }
}

function beginning(channel, store) {
  if (channel.kind === "im")
    return h(
      "div.beginning",
      h("h3", store.channelTitle(channel)),
      h("p", "This conversation is just between the two of you."),
    );
  return h(
    "div.beginning",
    h("h3", `#${channel.name}`),
    h("p", channel.purpose ? typedText(channel.purpose, store) : "This is the very beginning of the channel."),
  );
}

function named(channel, store) {
  return ["im", "mpim"].includes(channel?.kind) ? store.channelTitle(channel) : `#${channel?.name}`;
}
