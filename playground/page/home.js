// An app's place: its Home tab, its messages, and what it says about itself.

import { h, icon, redraw, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/blocks.js";
import { viewSurface } from "./world.js";

export function drawHomeTabs(app, current, { deeds }) {
  const tabs = [
    app.home_tab && ["home", "Home"],
    app.messages_tab !== false && ["messages", "Messages"],
    ["about", "About"],
  ].filter(Boolean);
  return h(
    "nav.tabs",
    { "aria-label": app.name },
    tabs.map(([id, label]) =>
      h(
        "button",
        {
          type: "button",
          "aria-current": id === current ? "page" : undefined,
          onClick: () => deeds.openApp(app.id, id),
        },
        label,
      ),
    ),
  );
}

export class HomePane {
  constructor(parts) {
    this.parts = parts;
    this.head = h("header.pane-head");
    this.tabs = h("div.tab-strip");
    this.wrong = h("p.banner-wrong", { role: "alert", hidden: true });
    this.body = h("div.scroll.home-body");
    this.node = h("div.pane", this.head, this.tabs, this.wrong, this.body);
  }

  draw() {
    const { store, drawer } = this.parts;
    const app = store.apps.get(store.place.app);
    if (!app) return;
    redraw(this.head, [app.id, app.name, connection(app)], () => [
      drawer(),
      h(
        "h2",
        avatar(store.person(app.bot_user) ?? { real_name: app.name }, 24),
        h("span", app.name),
        h("span.app-badge", "APP"),
      ),
      h("div.topic", connection(app)),
    ]);
    redraw(this.tabs, [app.id, store.place.tab], () => drawHomeTabs(app, store.place.tab, this.parts));
    if (store.place.tab === "about") this.drawAbout(app);
    else this.drawView(app);
  }

  drawView(app) {
    const sign = JSON.stringify([this.parts.store.me, app.home]);
    if (sign === this.sign && this.body.childElementCount) return;
    this.sign = sign;
    const focused = this.body.contains(document.activeElement) ? document.activeElement.id : null;
    replace(this.body, app.home ? h("div.home-view", drawBlocks(app.home.blocks, this.surface(app))) : nothingYet(app));
    if (focused) document.getElementById(focused)?.focus();
  }

  surface(app) {
    return viewSurface(app.home, {
      ...this.parts,
      channel: this.parts.store.place.channel,
      failed: (sentence) => this.say(sentence),
    });
  }

  say(sentence) {
    this.wrong.hidden = !sentence;
    replace(this.wrong, sentence && [icon("warning", 15), sentence]);
  }

  drawAbout(app) {
    this.sign = null;
    const shortcuts = app.shortcuts ?? [];
    replace(
      this.body,
      h(
        "div.home-view.about",
        h("h3", app.name),
        h("p.soft", connection(app)),
        h("h4", "Commands"),
        h(
          "dl.about-list",
          (app.commands ?? []).flatMap((command) => [
            h("dt", h("code", command.command), " ", h("span.soft", command.usage_hint)),
            h("dd", command.description),
          ]),
        ),
        shortcuts.length > 0 && h("h4", "Shortcuts"),
        h(
          "ul.about-list",
          shortcuts.map((shortcut) =>
            h(
              "li",
              icon("bolt", 15),
              shortcut.name,
              h("span.soft", ` · ${shortcut.type === "message" ? "on a message" : "anywhere"}`),
            ),
          ),
        ),
      ),
    );
  }
}

function connection(app) {
  if (app.connected) return app.transport === "http" ? `Reached at ${app.request_url}` : "Connected over Socket Mode";
  if (app.transport === "hand") return "Dispatched by hand";
  return app.transport === "http"
    ? "Its address does not answer"
    : "Not connected: start the app, and it will come alive here";
}

function nothingYet(app) {
  return h(
    "div.empty",
    icon("home", 36),
    h("h3", "This is a work in progress"),
    h(
      "p",
      app.connected
        ? `${app.name} has not published a Home for you yet.`
        : `${app.name} is not connected, so it could not draw its Home.`,
    ),
  );
}
