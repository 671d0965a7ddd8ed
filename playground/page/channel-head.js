// The head of a channel: its name and menu, topic, members, bookmarks and pins.

import { avatar } from "./avatar.js";
import { h, icon, redraw } from "./dom.js";
import { drawHomeTabs } from "./home.js";
import { drawMrkdwn } from "./markup/markup.js";
import { openMenu, openPopup } from "./popup.js";
import { typedText } from "./typed-text.js";

export class ChannelHead {
  constructor(parts) {
    this.parts = parts;
    this.head = h("header.pane-head");
    this.tabs = h("div.tab-strip");
    this.bookmarks = h("div.bookmarks", { hidden: true });
    this.nodes = [this.head, this.tabs, this.bookmarks];
  }

  draw(channel) {
    this.drawTitle(channel);
    this.drawBookmarks(channel);
  }

  drawTitle(channel) {
    const { store } = this.parts;
    const app = store.appOfChannel(channel);
    const { id, topic, is_archived: archived, is_member: joined } = channel;
    const faces = (channel.members ?? []).map((member) => store.person(member)?.real_name);
    const presence = store.person(channel.user)?.presence;
    redraw(this.head, [store.me, id, store.channelTitle(channel), topic, archived, joined, faces, presence], () => [
      this.parts.drawer(),
      h("h2", this.titleButton(channel)),
      h("div.topic", topic ? drawMrkdwn(topic, this.parts.world) : (store.person(channel.user)?.title ?? "")),
      archived && h("span.chip", "archived"),
      this.members(channel),
    ]);
    redraw(this.tabs, [app?.id], () => app && drawHomeTabs(app, "messages", this.parts));
  }

  titleButton(channel) {
    const { store } = this.parts;
    const sign = { public: "hash", private: "lock" }[channel.kind];
    const face = () => avatar(faceOf(channel, store), 24, { presence: !store.appOfChannel(channel) });
    const open = (event) => this.menu(event.currentTarget, store.channels.get(channel.id));
    return h(
      "button.title-button",
      { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onClick: open },
      sign ? icon(sign) : face(),
      h("span", store.channelTitle(channel)),
    );
  }

  members(channel) {
    if (channel.kind === "im") return h("span.spacer");
    const { store } = this.parts;
    const faces = (channel.members ?? []).slice(0, 3).map((id) => avatar(store.person(id), 22));
    const button = h(
      "button.members",
      {
        type: "button",
        "aria-label": `${channel.num_members} members`,
        "aria-haspopup": "dialog",
        onClick: () => this.showMembers(button, channel),
      },
      faces,
      h("span", String(channel.num_members ?? channel.members?.length ?? 0)),
    );
    return button;
  }

  showMembers(anchor, channel) {
    const { store, deeds } = this.parts;
    const rows = (channel.members ?? []).map((id) =>
      h(
        "button.menu-item",
        { type: "button", onClick: () => deeds.showPerson(id) },
        avatar(store.person(id), 26, { presence: true }),
        h("span.menu-label", store.person(id)?.real_name ?? id),
        h("span.menu-hint", store.person(id)?.is_bot ? "app" : store.person(id)?.discipline),
      ),
    );
    openPopup(anchor, [h("div.menu-heading", "Members"), ...rows], {
      label: "Members",
      align: "end",
      className: ".menu",
    });
  }

  menu(anchor, channel) {
    const { deeds, notices } = this.parts;
    const member = channel.is_member;
    openMenu(
      anchor,
      [
        {
          label: "Copy channel ID",
          hint: channel.id,
          icon: "copy",
          run: () => navigator.clipboard?.writeText(channel.id).then(() => notices.say("The ID is copied.")),
        },
        ...(channel.kind === "im"
          ? []
          : [
              { label: "Add people or apps…", icon: "people", run: () => this.invite(channel) },
              {
                label: "Change the topic…",
                icon: "pencil",
                run: () =>
                  this.parts.ask({ title: "Topic", label: "Topic", value: channel.topic }, (value) =>
                    deeds.ask("topic", { channel: channel.id, value }),
                  ),
              },
              member
                ? { label: "Leave channel", icon: "back", danger: true, run: () => deeds.leave(channel.id) }
                : { label: "Join channel", icon: "plus", run: () => deeds.join(channel.id) },
            ]),
      ],
      { label: "Channel" },
    );
  }

  invite(channel) {
    this.parts.ask(
      { title: `Add to #${channel.name}`, label: "Names of people or apps, with spaces between", yes: "Add" },
      (value) => {
        const people = value.split(/[\s,]+/).filter(Boolean);
        if (people.length) this.parts.deeds.ask("invite", { channel: channel.id, people });
      },
    );
  }

  drawBookmarks(channel) {
    const pins = channel.pins ?? [];
    this.bookmarks.hidden = !(pins.length || channel.bookmarks?.length);
    redraw(this.bookmarks, [channel.id, pins, channel.bookmarks], () => [
      pins.length > 0 &&
        h(
          "button",
          { type: "button", "aria-haspopup": "menu", onClick: (event) => this.showPins(event.currentTarget, channel) },
          icon("pin", 15),
          `${pins.length} pinned`,
        ),
      (channel.bookmarks ?? []).map((mark) =>
        h("a", { href: mark.link, target: "_blank", rel: "noopener noreferrer" }, icon("bookmark", 15), mark.title),
      ),
    ]);
  }

  showPins(anchor, channel) {
    const { store, deeds } = this.parts;
    const items = channel.pins.map((ts) => {
      const message = store.find(channel.id, ts);
      return {
        label: message ? typedText(message.text ?? "", store).slice(0, 70) : "An older message",
        icon: "pin",
        run: () => deeds.openChannel(channel.id, { ts }),
      };
    });
    openMenu(anchor, items, { label: "Pinned messages" });
  }
}

function faceOf(channel, store) {
  return store.person(channel.user) ?? { real_name: store.channelTitle(channel) };
}
