// One person's card, and what can be done with them: write, be them, or look at an app's Home.

import { avatar } from "./avatar.js";
import { clockTime } from "./dates.js";
import { after, button, openDialog } from "./dialogs.js";
import { h } from "./dom.js";

export function openProfile(id, { store, deeds }) {
  const person = store.person(id);
  if (!person) return;
  const known = factsOf(person, store).filter(([, value]) => value);
  openDialog({
    title: person.real_name,
    face: avatar(person, 44, { presence: true }),
    body: () =>
      h(
        "dl.facts",
        known.flatMap(([name, value]) => [h("dt", name), h("dd", value)]),
      ),
    foot: (close) => [
      button(
        "Message",
        after(close, () => deeds.openPerson(id)),
      ),
      mainDeed(person, close, { store, deeds }),
    ],
  });
}

function mainDeed(person, close, { store, deeds }) {
  const app = [...store.apps.values()].find((one) => one.bot_user === person.id);
  if (app)
    return button(
      "Open its Home",
      after(close, () => deeds.openApp(app.id, "home")),
      ".primary",
    );
  if (person.id !== store.me)
    return button(
      `Be ${store.nameOf(person.id)}`,
      after(close, () => deeds.become(person.id)),
      ".primary",
    );
  const next = person.presence === "active" ? "away" : "active";
  return button(
    `Set yourself ${next}`,
    after(close, () => deeds.ask("presence", { presence: next })),
    ".primary",
  );
}

function factsOf(person, store) {
  const squad = store.squads.find((one) => one.id === person.squad);
  return [
    ["Work", person.title],
    ["Discipline", person.discipline],
    ["Team", squad?.name],
    ["Mention", `@${person.name}`],
    ["Local time", person.tz && `${clockTime(store.now(), person.tz)} · ${person.tz_label ?? person.tz}`],
    ["Status", person.dnd ? "Do not disturb" : person.presence === "active" ? "Active" : "Away"],
    ["Says", person.status_text],
    ["ID", person.id],
  ];
}
