// What went over the wire between Slack and the apps, and the JSON behind whatever is on the page.

import { h, icon, reconcile, replace } from "./dom.js";
import { openStir } from "./stir.js";
import { drawMessageJson, drawWireEntry, drawWireRow } from "./wire-entry.js";

const KINDS = [
  ["all", "All"],
  ["event", "Events"],
  ["command", "Commands"],
  ["interactive", "Interactive"],
  ["suggestion", "Suggestions"],
  ["web_api", "Web API"],
  ["response_url", "response_url"],
  ["socket", "Socket"],
  ["oauth", "OAuth"],
];
const MOST = 300;

export class Inspector {
  constructor(parts, node) {
    Object.assign(this, { parts, node, open: false, kind: "all", words: "", app: "", shown: null, message: null });
    this.count = h("div.topic");
    this.head = this.drawHead();
    this.filters = h("div.inspect-filters", { role: "group", "aria-label": "Filter by kind" });
    this.search = h("input.input", {
      type: "search",
      placeholder: "Filter by words in it",
      "aria-label": "Filter by words in it",
    });
    this.search.addEventListener("input", () => {
      this.words = this.search.value.toLowerCase();
      this.draw();
    });
    this.rows = h("div.inspect-rows", { role: "listbox", "aria-label": "Wire entries", tabindex: "0" });
    this.rows.addEventListener("keydown", (event) => this.key(event));
    this.detail = h("div.inspect-detail");
    node.append(
      h("div.inspect-frame", this.head, h("div.inspect-tools", this.filters, this.search), this.rows, this.detail),
    );
  }

  async toggle(on = !this.open) {
    this.open = on;
    this.node.hidden = !on;
    document.getElementById("app").toggleAttribute("data-inspector", on);
    this.parts.live.wantLog(on);
    this.parts.store.changed("tools", "messages");
    if (!on) return;
    this.draw();
    await this.fetch();
  }

  async fetch() {
    const answer = await this.parts.deeds.api.get("log", { as: undefined, limit: MOST });
    if (!answer.ok) return;
    const { store } = this.parts;
    answer.entries.forEach((entry) => store.log.set(entry.id, entry));
    store.changed("log");
  }

  clear() {
    this.parts.store.log.clear();
    this.shown = null;
    this.draw();
  }

  isShowing(channel, ts) {
    return this.open && this.message?.channel === channel && this.message.ts === ts;
  }

  async showMessage(channel, message) {
    this.message = { channel, ts: message.ts };
    this.shown = null;
    if (!this.open) await this.toggle(true);
    this.parts.store.changed("messages");
    this.draw();
    this.detail.scrollTop = 0;
  }

  draw() {
    if (!this.open) return;
    this.count.textContent = `${this.parts.store.log.size} on the wire`;
    this.drawFilters();
    this.drawRows();
    this.drawDetail();
  }

  drawHead() {
    return h(
      "header.pane-head",
      h(
        "button.icon-button.back-button",
        { type: "button", "aria-label": "Back", onClick: () => this.toggle(false) },
        icon("back"),
      ),
      h("h2", icon("inspect"), h("span", "Inspector")),
      this.count,
      h(
        "button.icon-button",
        {
          type: "button",
          "aria-label": "Stir things up: clock, limits, faults",
          title: "Clock, limits, faults",
          "aria-haspopup": "menu",
          "aria-expanded": "false",
          onClick: (event) => openStir(event.currentTarget, this.parts),
        },
        icon("bolt", 17),
      ),
      h(
        "button.icon-button",
        { type: "button", "aria-label": "Clear the list", title: "Clear the list", onClick: () => this.clear() },
        icon("trash", 16),
      ),
      h(
        "button.icon-button",
        { type: "button", "aria-label": "Close the inspector", title: "Close", onClick: () => this.toggle(false) },
        icon("close"),
      ),
    );
  }

  drawFilters() {
    const present = new Set([...this.parts.store.log.values()].map((entry) => entry.kind));
    const kinds = KINDS.filter(([id]) => id === "all" || present.has(id) || id === this.kind);
    const focused = this.filters.contains(document.activeElement) ? document.activeElement.dataset.kind : null;
    replace(
      this.filters,
      kinds.map(([id, label]) =>
        h(
          "button.filter",
          {
            type: "button",
            dataset: { kind: id },
            "aria-pressed": String(id === this.kind),
            onClick: () => {
              this.kind = id;
              this.draw();
            },
          },
          label,
        ),
      ),
      this.appFilter(),
    );
    if (focused) this.filters.querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  appFilter() {
    const apps = [...this.parts.store.apps.values()];
    if (apps.length < 2) return null;
    const choice = h(
      "select.filter",
      { "aria-label": "App" },
      h("option", { value: "" }, "Every app"),
      apps.map((app) => h("option", { value: app.id }, app.name)),
    );
    choice.value = this.app;
    choice.addEventListener("change", () => {
      this.app = choice.value;
      this.draw();
    });
    return choice;
  }

  entries() {
    const fits = (entry) =>
      (this.kind === "all" || entry.kind === this.kind) &&
      (!this.app || entry.app === this.app) &&
      (!this.words || JSON.stringify(entry).toLowerCase().includes(this.words));
    return [...this.parts.store.log.values()]
      .filter(fits)
      .sort((a, b) => b.id - a.id)
      .slice(0, MOST);
  }

  drawRows() {
    const entries = this.entries();
    if (!entries.length)
      return replace(
        this.rows,
        h("p.inspect-empty", "Nothing yet. Write a message or run a command, and watch what an app hears and says."),
      );
    this.rows.querySelector(".inspect-empty")?.remove();
    this.pointAtShown(entries);
    return reconcile(this.rows, entries, {
      key: (entry) => String(entry.id),
      signature: (entry) => `${entry.seq}:${entry.status}:${entry.id === this.shown}`,
      render: (entry) => {
        const chosen = entry.id === this.shown;
        return drawWireRow(entry, { app: this.appName(entry), chosen, choose: () => this.choose(entry.id) });
      },
    });
  }

  appName(entry) {
    return this.parts.store.apps.get(entry?.app)?.name;
  }

  pointAtShown(entries) {
    const there = entries.some((entry) => entry.id === this.shown);
    if (there) this.rows.setAttribute("aria-activedescendant", `wire-${this.shown}`);
    else this.rows.removeAttribute("aria-activedescendant");
  }

  choose(id) {
    this.shown = id;
    this.message = null;
    this.parts.store.changed("messages");
    this.draw();
    this.detail.scrollTop = 0;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const entries = this.entries();
    const at = entries.findIndex((entry) => entry.id === this.shown);
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)];
    if (!next) return;
    this.choose(next.id);
    document.getElementById(`wire-${next.id}`)?.scrollIntoView({ block: "nearest" });
  }

  drawDetail() {
    const { store } = this.parts;
    const entry = store.log.get(this.shown);
    const message = this.message && store.find(this.message.channel, this.message.ts);
    const sign = JSON.stringify(entry ?? message ?? null);
    if (sign === this.detailSign) return;
    this.detailSign = sign;
    const tools = { app: this.appName(entry), zone: store.zone(), copy: (text) => this.copy(text) };
    const drawn = entry ? drawWireEntry(entry, tools) : message && drawMessageJson(message, tools);
    replace(this.detail, drawn ?? h("p.inspect-empty", "Choose an entry above, or click a message, to see its JSON."));
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.parts.notices.say("The JSON is copied.");
    } catch {
      this.parts.notices.warn("The browser did not allow copying.");
    }
  }
}
