// A small card that walks through the steps; it shows and prepares, the person does; it can be left and resumed.

import { h, icon, replace } from "./dom.js";
import { keep, keptObject } from "./kept.js";
import { drawMrkdwn } from "./markup/markup.js";

export class Tour {
  constructor(parts, node) {
    Object.assign(this, { parts, node });
    const before = keptObject("tour");
    this.at = before?.at ?? 0;
    this.open = before?.open ?? true;
    parts.store.on("sent", () => this.unlight());
    new ResizeObserver(() =>
      document.getElementById("sidebar").style.setProperty("--tour-height", `${node.offsetHeight}px`),
    ).observe(node);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
  }

  get steps() {
    return this.parts.store.tour.steps ?? [];
  }

  start() {
    this.open = true;
    if (this.at >= this.steps.length - 1) this.at = 0;
    this.keep();
    this.draw();
    this.node.querySelector("button.primary")?.focus();
  }

  // In a new world it begins anew.
  rewind() {
    this.at = 0;
    this.keep();
  }

  leave() {
    this.open = false;
    this.unlight();
    this.keep();
    this.draw();
    this.parts.notices.announce("The tour is left. You find it again in the rail.");
  }

  toggle() {
    return this.open ? this.leave() : this.start();
  }

  go(step) {
    this.at = Math.min(Math.max(step, 0), this.steps.length - 1);
    this.unlight();
    this.keep();
    this.draw();
    this.node.querySelector("button.primary")?.focus();
  }

  keep() {
    keep("tour", JSON.stringify({ at: this.at, open: this.open }));
    this.parts.store.changed("tools");
  }

  draw() {
    const step = this.steps[Math.min(this.at, this.steps.length - 1)];
    if (!this.open || !step) return replace(this.node);
    return replace(
      this.node,
      h(
        "section.tour-card",
        { "aria-label": this.parts.store.tour.title || "Tour", dataset: { job: step.job ?? "" } },
        h(
          "header",
          h("span.tour-job", JOBS[step.job] ?? "Tour"),
          h("span.soft", `${this.at + 1} of ${this.steps.length}`),
          h(
            "button.icon-button",
            { type: "button", "aria-label": "Leave the tour", title: "Leave the tour", onClick: () => this.leave() },
            icon("close", 15),
          ),
        ),
        h("h3", step.title),
        drawMrkdwn(step.text, this.parts.world),
        step.expect && h("p.tour-expect", icon("eye", 15), h("span", step.expect)),
        this.progress(),
        this.buttons(step),
      ),
    );
  }

  progress() {
    return h(
      "div.tour-progress",
      { "aria-hidden": "true" },
      this.steps.map((_, n) => h(`span${n <= this.at ? ".done" : ""}`)),
    );
  }

  buttons(step) {
    const last = this.at === this.steps.length - 1;
    const prepare =
      step.suggest?.kind &&
      h(
        "button.button.primary.tour-do",
        { type: "button", onClick: () => this.prepare(step) },
        icon("play", 14),
        WORDS[step.suggest.kind] ?? "Show me",
      );
    const next = h(
      `button.button${prepare ? "" : ".primary"}`,
      { type: "button", onClick: () => (last ? this.leave() : this.go(this.at + 1)) },
      last ? "Done" : "Next",
    );
    const back = this.at > 0 && h("button.button", { type: "button", onClick: () => this.go(this.at - 1) }, "Back");
    return h("div.tour-buttons", prepare, back, h("span.spacer"), next);
  }

  // Goes to the right place as the right person and puts the words there; sending stays with the visitor.
  async prepare(step) {
    const { store, deeds } = this.parts;
    const { suggest } = step;
    if (step.as && step.as !== store.me) await deeds.become(step.as);
    if (suggest.kind !== "open-home" && step.channel)
      await deeds.openChannel(step.channel, {
        thread: suggest.thread_ts,
        ts: suggest.thread_ts ? undefined : suggest.ts,
      });
    await settled();
    await PREPARE[suggest.kind]?.(this, step, suggest);
  }

  light(node, block = "nearest") {
    this.unlight();
    if (!node) return;
    node.classList.add("tour-light");
    node.scrollIntoView({ block });
    this.lit = node;
  }

  unlight() {
    this.lit?.classList.remove("tour-light");
    this.lit = null;
  }

  write(text, { inThread }) {
    const composer = inThread ? this.parts.thread.composer : this.parts.channelPane.composer;
    composer.write(text);
    this.light(composer.box);
  }

  pointAt({ ts, thread_ts: threadTs }) {
    const list = threadTs && threadTs !== ts ? this.parts.thread.list : this.parts.channelPane.list;
    const row = ts && list.rowOf(ts);
    if (!row) return;
    row.focus();
    this.light(row, "center");
  }

  openHome({ app }) {
    const { store, deeds } = this.parts;
    const chosen = store.apps.get(app) ?? [...store.apps.values()].find((one) => one.home_tab);
    return chosen && deeds.openApp(chosen.id, "home");
  }
}

const JOBS = {
  welcome: "Welcome",
  glossary: "Glossary",
  annotation: "Annotation",
  playbooks: "Playbooks",
  changes: "Changes",
  done: "That was it",
};
const WORDS = {
  message: "Write it for me",
  command: "Write it for me",
  shortcut: "Show me where",
  reaction: "Show me where",
  "open-home": "Open it",
};

const PREPARE = {
  message: (tour, step, suggest) => tour.write(suggest.text ?? "", { inThread: Boolean(suggest.thread_ts) }),
  command: (tour, step, suggest) =>
    tour.write([suggest.command, suggest.text].filter(Boolean).join(" "), { inThread: false }),
  shortcut: (tour, step, suggest) => tour.pointAt(suggest),
  reaction: (tour, step, suggest) => tour.pointAt(suggest),
  "open-home": (tour, step, suggest) => tour.openHome(suggest),
};

// Two turns: one for the store to tell its listeners, one for them to have drawn.
function settled() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
