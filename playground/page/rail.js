// The rail: the faces one can put on, and the tools of the playground.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { clockTime } from "./dates.js";
import { openMenu } from "./popup.js";

export class Rail {
  constructor(parts, node) {
    Object.assign(this, { parts, node });
  }

  draw() {
    const { store, tools } = this.parts;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.tool : null;
    replace(
      this.node,
      this.workspace(),
      h("span.rail-caption", { id: "you-are" }, "You are"),
      h(
        "div.people",
        { role: "group", "aria-labelledby": "you-are" },
        store.humans().map((person) => this.face(person)),
      ),
      h(
        "div.tools",
        tools().map((tool) =>
          h(
            "button.tool",
            {
              type: "button",
              "aria-label": tool.label,
              title: tool.label,
              dataset: { tool: tool.id },
              "aria-pressed": tool.pressed === undefined ? undefined : String(tool.pressed),
              onClick: tool.run,
            },
            icon(tool.icon, 20),
          ),
        ),
      ),
    );
    if (focused) this.node.querySelector(`[data-tool="${CSS.escape(focused)}"]`)?.focus();
  }

  // A sign, or with several workspaces the way to the others.
  workspace() {
    const { store, deeds } = this.parts;
    const letter = (store.team.name ?? "?")[0];
    if (store.workspaces.length < 2)
      return h("span.workspace", { title: store.team.name, "aria-hidden": "true" }, letter);
    const items = store.workspaces.map((one) => ({
      label: one.name,
      icon: one.id === store.team.id ? "check" : "home",
      run: () => deeds.enter(one.id),
    }));
    return h(
      "button.workspace",
      {
        type: "button",
        "aria-label": `${store.team.name}: other workspaces`,
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onClick: (event) => openMenu(event.currentTarget, items, { label: "Workspaces" }),
      },
      letter,
    );
  }

  face(person) {
    const { store, deeds, closeDrawer } = this.parts;
    const me = person.id === store.me;
    const told = me ? 0 : person.mentions || 0;
    const label = `${person.real_name}, ${person.discipline}${told ? `, ${told} ${told === 1 ? "mention" : "mentions"}` : ""}`;
    return h(
      "button.person",
      {
        type: "button",
        "aria-label": label,
        title: `${person.real_name}\n${person.discipline} · ${clockTime(store.now(), person.tz)}`,
        dataset: { tool: person.id },
        "aria-current": me ? "true" : undefined,
        onClick: () => {
          closeDrawer();
          deeds.become(person.id);
        },
      },
      avatar(person, 36, { presence: true }),
      told > 0 && h("span.count", { "aria-hidden": "true" }, String(told)),
    );
  }
}
