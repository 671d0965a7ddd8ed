// The middle of the page for a channel or a direct message: its head, its messages, its composer.

import { h, icon, redraw } from "./dom.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { drawMrkdwn } from "./markup/markup.js";
import { mentions, isReply } from "./happenings.js";
import { MessageList } from "./message-list.js";
import { openMenu, openPopup } from "./popup.js";
import { drawHomeTabs } from "./home.js";
import { typedText } from "./typed-text.js";

export class ChannelPane {
  constructor(parts) {
    this.parts = parts;
    this.list = new MessageList({ parts, label: "Messages", inThread: false });
    this.composer = new Composer({ parts, inThread: false, list: this.list });
    this.head = h("header.pane-head");
    this.tabs = h("div.tab-strip");
    this.bookmarks = h("div.bookmarks", { hidden: true });
    this.catchUp = h("div.catch-up", { role: "status", hidden: true });
    this.newest = h("button.newest", { type: "button", hidden: true, onClick: () => this.list.toEnd() }, icon("down", 14), "New messages");
    this.typing = h("div.typing", { "aria-live": "off" });
    this.join = h("div.join-bar", { hidden: true });
    this.node = h("div.pane", this.head, this.tabs, this.bookmarks, this.catchUp, h("div.list-wrap", this.list.scroll, this.newest), this.typing, this.join, this.composer.node);
    this.list.scroll.addEventListener("scroll", () => this.scrolled());
    parts.store.on("sent", () => this.list.toEnd());
  }

  draw() {
    const { store } = this.parts;
    const channel = store.channels.get(store.place.channel);
    if (!channel) return;
    const fresh = this.shown !== `${store.me}:${channel.id}`;
    this.shown = `${store.me}:${channel.id}`;
    this.drawHead(channel);
    this.drawBookmarks(channel);
    this.drawCatchUp();
    this.drawMessages(channel, { fresh });
    this.drawFoot(channel);
  }

  drawHead(channel) {
    const { store, drawer, world } = this.parts;
    const title = store.channelTitle(channel);
    const app = store.appOfChannel(channel);
    const mark = { public: icon("hash"), private: icon("lock") }[channel.kind] ?? avatar(faceOf(channel, store), 24, { presence: !app });
    const topic = channel.topic ? drawMrkdwn(channel.topic, world) : store.person(channel.user)?.title ?? "";
    const faces = (channel.members ?? []).map((id) => store.person(id)?.real_name);
    redraw(this.head, [store.me, channel.id, title, channel.topic, channel.is_archived, channel.is_member, faces, store.person(channel.user)?.presence], () => [
      drawer(),
      h("h2", h("button.title-button", { type: "button", "aria-haspopup": "menu", onClick: (event) => this.menu(event.currentTarget, store.channels.get(channel.id)) }, mark, h("span", title))),
      h("div.topic", topic), channel.is_archived && h("span.chip", "archived"), this.members(channel),
    ]);
    redraw(this.tabs, [app?.id], () => app && drawHomeTabs(app, "messages", this.parts));
  }

  members(channel) {
    if (channel.kind === "im") return h("span.spacer");
    const { store } = this.parts;
    const faces = (channel.members ?? []).slice(0, 3).map((id) => avatar(store.person(id), 22));
    const button = h("button.members", { type: "button", "aria-label": `${channel.num_members} members`, "aria-haspopup": "dialog", onClick: () => this.showMembers(button, channel) }, faces, h("span", String(channel.num_members ?? channel.members?.length ?? 0)));
    return button;
  }

  showMembers(anchor, channel) {
    const { store, deeds } = this.parts;
    const rows = (channel.members ?? []).map((id) => h("button.menu-item", { type: "button", onClick: () => deeds.showPerson(id) },
      avatar(store.person(id), 26, { presence: true }), h("span.menu-label", store.person(id)?.real_name ?? id), h("span.menu-hint", store.person(id)?.is_bot ? "app" : store.person(id)?.discipline)));
    openPopup(anchor, [h("div.menu-heading", "Members"), ...rows], { label: "Members", align: "end", className: ".menu" });
  }

  menu(anchor, channel) {
    const { deeds, notices } = this.parts;
    const member = channel.is_member;
    openMenu(anchor, [
      { label: "Copy channel ID", hint: channel.id, icon: "copy", run: () => navigator.clipboard?.writeText(channel.id).then(() => notices.say("The ID is copied.")) },
      ...(channel.kind === "im" ? [] : [{ label: "Change the topic…", icon: "pencil", run: () => this.parts.ask({ title: "Topic", label: "Topic", value: channel.topic }, (value) => deeds.ask("topic", { channel: channel.id, value })) },
        member ? { label: "Leave channel", icon: "back", danger: true, run: () => deeds.leave(channel.id) } : { label: "Join channel", icon: "plus", run: () => deeds.join(channel.id) }]),
    ], { label: "Channel" });
  }

  drawBookmarks(channel) {
    const pins = channel.pins ?? [];
    this.bookmarks.hidden = !(pins.length || channel.bookmarks?.length);
    redraw(this.bookmarks, [channel.id, pins, channel.bookmarks], () => [
      pins.length > 0 && h("button", { type: "button", "aria-haspopup": "menu", onClick: (event) => this.showPins(event.currentTarget, channel) }, icon("pin", 15), `${pins.length} pinned`),
      (channel.bookmarks ?? []).map((mark) => h("a", { href: mark.link, target: "_blank", rel: "noopener noreferrer" }, icon("bookmark", 15), mark.title)),
    ]);
  }

  showPins(anchor, channel) {
    const { store, deeds } = this.parts;
    const items = channel.pins.map((ts) => {
      const message = store.find(channel.id, ts);
      return { label: message ? typedText(message.text ?? "", store).slice(0, 70) : "An older message", icon: "pin", run: () => deeds.openChannel(channel.id, { ts }) };
    });
    openMenu(anchor, items, { label: "Pinned messages" });
  }

  drawCatchUp() {
    const { store, deeds } = this.parts;
    const places = store.catchUp;
    this.catchUp.hidden = !places;
    if (!places) return;
    const links = places.slice(0, 6).map((place) => h("button", { type: "button", onClick: () => deeds.openChannel(place.id) },
      named(store.channels.get(place.id), store), " ", h("b", place.mentions ? `@${place.mentions}` : String(place.unread))));
    const dismiss = h("button.icon-button", { type: "button", "aria-label": "Dismiss", onClick: () => { store.catchUp = null; store.changed("place"); } }, icon("close", 14));
    redraw(this.catchUp, [store.me, places], () => [h("strong", `While ${store.nameOf(store.me)} was away`), h("span.links", links), dismiss]);
  }

  drawMessages(channel, { fresh }) {
    const { store, deeds } = this.parts;
    const list = store.lists.get(channel.id);
    const wasAtEnd = this.list.stuck;
    redraw(this.list.top, [channel.id, list?.hasMore, channel.purpose], () => (list?.hasMore ? h("button.button.load-more", { type: "button", onClick: () => deeds.fetchOlder(channel.id) }, "Show older messages") : beginning(channel, store)));
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
    redraw(this.join, [channel.id, title, channel.is_archived, outside], () => (channel.is_archived ? h("span", "You are viewing an archived channel.")
      : outside && [h("span", "You are looking at ", h("strong", `#${title}`)), h("button.button.primary", { type: "button", onClick: () => deeds.join(channel.id) }, "Join channel")]));
    this.drawTyping();
  }

  drawTyping() {
    this.typing.textContent = typingWords(this.parts.store, this.parts.store.place.channel, "");
  }
}

export function typingWords(store, channel, thread) {
  const status = store.status.get(`${channel}:${thread}`);
  const people = [...store.typing.keys()].filter((key) => key.startsWith(`${channel}:${thread}:`)).map((key) => store.nameOf(key.split(":")[2]));
  if (status) return status;
  if (!people.length) return "";
  return people.length === 1 ? `${people[0]} is typing…` : `${people.slice(0, 2).join(" and ")} are typing…`;
}

// What a screen reader hears when something arrives where the person is.
export function spokenMessage(store, channelId, message) {
  if (message.user === store.me || channelId !== store.place.channel) return null;
  if (isReply(message) && store.place.thread !== message.thread_ts && !mentions(message, store.me)) return null;
  const who = message.username ?? store.nameOf(message.user);
  return `${message.is_ephemeral ? "Only visible to you. " : ""}${who}: ${typedText(message.text ?? "", store).slice(0, 300)}`;
}

function beginning(channel, store) {
  if (channel.kind === "im") return h("div.beginning", h("h3", store.channelTitle(channel)), h("p", "This conversation is just between the two of you."));
  return h("div.beginning", h("h3", `#${channel.name}`), h("p", channel.purpose ? typedText(channel.purpose, store) : "This is the very beginning of the channel."));
}

function faceOf(channel, store) {
  return store.person(channel.user) ?? { real_name: store.channelTitle(channel) };
}

function named(channel, store) {
  return ["im", "mpim"].includes(channel?.kind) ? store.channelTitle(channel) : `#${channel?.name}`;
}
