// Being somebody else: the rail of faces, the list with disciplines and local times, and one person's card.

import { h, icon, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { clockTime } from "./dates.js";

export class Rail {
  constructor(parts, node) {
    Object.assign(this, { parts, node });
  }

  draw() {
    const { store, tools } = this.parts;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.tool : null;
    replace(this.node,
      h("span.workspace", { title: store.team.name, "aria-hidden": "true" }, (store.team.name ?? "?")[0]),
      h("span.rail-caption", { id: "you-are" }, "You are"),
      h("div.people", { role: "group", "aria-labelledby": "you-are" }, humans(store).map((person) => this.face(person))),
      h("div.tools", tools().map((tool) => h("button.tool", {
        type: "button", "aria-label": tool.label, title: tool.label, dataset: { tool: tool.id }, "aria-pressed": tool.pressed === undefined ? undefined : String(tool.pressed), onClick: tool.run,
      }, icon(tool.icon, 20)))));
    if (focused) this.node.querySelector(`[data-tool="${CSS.escape(focused)}"]`)?.focus();
  }

  face(person) {
    const { store, deeds, closeDrawer } = this.parts;
    const me = person.id === store.me;
    const told = me ? 0 : person.mentions || 0;
    const label = `${person.real_name}, ${person.discipline}${told ? `, ${told} mentions` : ""}`;
    return h("button.person", {
      type: "button", "aria-label": label, title: `${person.real_name}\n${person.discipline} · ${clockTime(store.now(), person.tz)}`, dataset: { tool: person.id }, "aria-current": me ? "true" : undefined,
      onClick: () => { closeDrawer(); deeds.become(person.id); },
    }, avatar(person, 36, { presence: true }), told > 0 && h("span.count", { "aria-hidden": "true" }, String(told)));
  }
}

export function humans(store) {
  return [...store.people.values()].filter((person) => !person.is_bot && !person.deleted);
}

export function openPeople({ store, deeds }) {
  const dialog = h("dialog.modal.wide", { "aria-labelledby": "people-title" });
  const close = () => { dialog.close(); dialog.remove(); };
  const card = (person) => h("button.person-card", {
    type: "button", "aria-current": person.id === store.me ? "true" : undefined, onClick: () => { close(); deeds.become(person.id); },
  }, avatar(person, 44, { presence: true }), h("span.person-words", h("strong", person.real_name), h("span.soft", person.title), h("span.person-facts", h("span.chip", person.discipline), h("span.soft", clockTime(store.now(), person.tz)))));
  dialog.append(
    h("header.modal-head", h("h2#people-title", "Who are you now?"), h("button.icon-button", { type: "button", "aria-label": "Close", onClick: close }, icon("close"))),
    h("div.modal-body", h("p.soft", "Look through somebody else's eyes: their channels, their private notes, their clock."), bySquad(store).map(([name, people]) => h("section.squad", h("h3", name), h("div.person-cards", people.map(card))))));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.body.append(dialog);
  dialog.showModal();
}

export function openProfile(id, { store, deeds }) {
  const person = store.person(id);
  if (!person) return;
  const app = [...store.apps.values()].find((one) => one.bot_user === id);
  const dialog = h("dialog.modal.small", { "aria-labelledby": "profile-title" });
  const close = () => { dialog.close(); dialog.remove(); };
  const then = (run) => () => { close(); run(); };
  dialog.append(
    h("header.modal-head", avatar(person, 44, { presence: true }), h("h2#profile-title", person.real_name), h("button.icon-button", { type: "button", "aria-label": "Close", onClick: close }, icon("close"))),
    h("div.modal-body", h("dl.facts", facts(person, store).flatMap(([name, value]) => (value ? [h("dt", name), h("dd", value)] : [])))),
    h("footer.modal-foot",
      h("button.button", { type: "button", onClick: then(() => deeds.openPerson(id)) }, "Message"),
      app ? h("button.button.primary", { type: "button", onClick: then(() => deeds.openApp(app.id, "home")) }, "Open its Home")
        : id !== store.me && h("button.button.primary", { type: "button", onClick: then(() => deeds.become(id)) }, `Be ${store.nameOf(id)}`)));
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.body.append(dialog);
  dialog.showModal();
}

function facts(person, store) {
  const squad = store.squads.find((one) => one.id === person.squad);
  return [
    ["Work", person.title], ["Discipline", person.discipline], ["Team", squad?.name], ["Mention", `@${person.name}`],
    ["Local time", person.tz && `${clockTime(store.now(), person.tz)} · ${person.tz_label ?? person.tz}`],
    ["Status", person.dnd ? "Do not disturb" : person.presence === "active" ? "Active" : "Away"], ["Says", person.status_text], ["ID", person.id],
  ];
}

function bySquad(store) {
  const people = humans(store);
  const named = store.squads.map((squad) => [squad.name, people.filter((person) => person.squad === squad.id)]);
  const rest = people.filter((person) => !store.squads.some((squad) => squad.id === person.squad));
  return [...named, ["Everybody else", rest]].filter(([, list]) => list.length);
}
