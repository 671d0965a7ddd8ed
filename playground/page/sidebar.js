// The list of places: channels, direct messages, apps.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { clockTime } from "./dates.js";

export class Sidebar {
  constructor(parts, node) {
    Object.assign(this, { parts, node });
    this.head = h("div.side-head");
    this.places = h("div.places");
    node.append(this.head, this.places);
    this.places.addEventListener("keydown", (event) => this.key(event));
  }

  draw() {
    const top = this.places.scrollTop;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    this.drawHead();
    this.drawPlaces();
    this.places.scrollTop = top;
    if (focused) this.places.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
  }

  drawHead() {
    const { store, openPeople, openSwitcher } = this.parts;
    const me = store.person(store.me);
    replace(
      this.head,
      h("div.team", store.team.name),
      me &&
        h(
          "button.who",
          {
            type: "button",
            id: "who",
            "aria-label": `You are ${me.real_name}, ${me.discipline}. Be somebody else`,
            "aria-haspopup": "dialog",
            onClick: () => openPeople(),
          },
          avatar(me, 34, { presence: true }),
          h(
            "span.who-text",
            h("span.who-name", me.real_name),
            h(
              "span.who-job",
              h("span", me.discipline),
              me.tz && h("span.who-time", `${me.discipline ? "\u00a0· " : ""}${clockTime(store.now(), me.tz)}`),
            ),
          ),
          icon("swap", 16),
        ),
      h(
        "button.jump",
        { type: "button", onClick: () => openSwitcher() },
        icon("search", 15),
        h("span", "Jump to…"),
        h("kbd", isMac() ? "⌘K" : "Ctrl K"),
      ),
    );
  }

  drawPlaces() {
    const { store, deeds } = this.parts;
    const all = [...store.channels.values()];
    const channels = all.filter((channel) => ["public", "private"].includes(channel.kind) && !channel.is_archived);
    const talks = all.filter(
      (channel) => ["im", "mpim"].includes(channel.kind) && channel.is_open !== false && !store.appOfChannel(channel),
    );
    const others = channels.filter((channel) => !channel.is_member);
    replace(
      this.places,
      section(
        "Channels",
        channels
          .filter((channel) => channel.is_member)
          .sort(byName)
          .map((channel) => this.place(channel)),
        this.plus("Create a channel", () => this.parts.newChannel()),
      ),
      others.length > 0 &&
        section(
          "Not joined",
          others.sort(byName).map((channel) => this.place(channel)),
        ),
      section(
        "Direct messages",
        talks.map((channel) => this.place(channel)),
        this.plus("Start a conversation", () => this.parts.openSwitcher()),
      ),
      section(
        "Apps",
        [...store.apps.values()].filter((app) => app.installed !== false).map((app) => this.app(app)),
      ),
    );
    return deeds;
  }

  plus(label, run) {
    return h("button", { type: "button", "aria-label": label, title: label, onClick: run }, icon("plus", 15));
  }

  place(channel) {
    const { store, deeds } = this.parts;
    const here = store.place.kind === "channel" && store.place.channel === channel.id;
    const mark =
      { public: icon("hash", 16), private: icon("lock", 16) }[channel.kind] ??
      avatar(store.person(channel.user) ?? { real_name: store.channelTitle(channel) }, 20, {
        presence: channel.kind === "im",
      });
    const unread = channel.unread > 0 && (channel.is_member || channel.kind === "im");
    const title = store.channelTitle(channel);
    return h(
      `button.place${unread ? ".unread" : ""}${channel.is_member === false && channel.kind === "public" ? ".quiet" : ""}`,
      {
        type: "button",
        dataset: { place: channel.id },
        "aria-current": here ? "page" : undefined,
        "aria-label": spoken(title, channel, unread),
        onClick: () => this.go(() => deeds.openChannel(channel.id)),
      },
      mark,
      h("span.label", title, channel.user === store.me && h("span.you", " you")),
      channel.mentions > 0 && h("span.count", String(channel.mentions)),
    );
  }

  app(app) {
    const { store, deeds } = this.parts;
    const dm = store.dmWith(app.bot_user);
    const here = store.place.app === app.id;
    return h(
      `button.place${dm?.unread ? ".unread" : ""}`,
      {
        type: "button",
        dataset: { place: app.id },
        "aria-current": here ? "page" : undefined,
        title: app.connected ? "Connected" : "Not connected",
        onClick: () => this.go(() => deeds.openApp(app.id, dm?.unread ? "messages" : "home")),
      },
      avatar(store.person(app.bot_user) ?? { real_name: app.name }, 20),
      h("span.label", app.name),
      h("span.sr-only", app.connected ? "connected" : "not connected"),
      h(`span.dot${app.connected ? "" : ".off"}`),
      dm?.unread > 0 && h("span.count", String(dm.unread)),
    );
  }

  go(open) {
    this.parts.closeDrawer();
    return open();
  }

  // Arrow keys walk through the places.
  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...this.places.querySelectorAll(".place")];
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
  }
}

function section(title, places, extra) {
  return h("section", { "aria-label": title }, h("h3", h("span", title), extra), h("div", places));
}

function spoken(title, channel, unread) {
  const kind = { public: "channel", private: "private channel" }[channel.kind];
  return [title, kind, unread && `${channel.unread} unread`, channel.mentions && `${channel.mentions} mentions`]
    .filter(Boolean)
    .join(", ");
}

function byName(a, b) {
  return a.name.localeCompare(b.name);
}

export function isMac() {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
