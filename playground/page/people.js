// Being somebody else: everybody by team, with discipline and local time.

import { avatar } from "./avatar.js";
import { clockTime } from "./dates.js";
import { after, openDialog } from "./dialogs.js";
import { h } from "./dom.js";

const WHY = "Look through somebody else's eyes: their channels, their private notes, their clock.";

export function openPeople(parts) {
  const teams = bySquad(parts.store);
  openDialog({
    title: "Who are you now?",
    size: "wide",
    body: (close) => [h("p.soft", WHY), teams.map(([name, people]) => drawSquad(name, people, close, parts))],
  });
}

function drawSquad(name, people, close, parts) {
  const cards = people.map((person) => drawCard(person, close, parts));
  return h("section.squad", h("h3", name), h("div.person-cards", cards));
}

function drawCard(person, close, { store, deeds }) {
  const here = person.id === store.me ? "true" : undefined;
  const facts = [h("span.chip", person.discipline), h("span.soft", clockTime(store.now(), person.tz))];
  return h(
    "button.person-card",
    { type: "button", "aria-current": here, onClick: after(close, () => deeds.become(person.id)) },
    avatar(person, 44, { presence: true }),
    h("span.person-words", h("strong", person.real_name), h("span.soft", person.title), h("span.person-facts", facts)),
  );
}

function bySquad(store) {
  const people = store.humans();
  const named = store.squads.map((squad) => [squad.name, people.filter((person) => person.squad === squad.id)]);
  const rest = people.filter((person) => !store.squads.some((squad) => squad.id === person.squad));
  return [...named, ["Everybody else", rest]].filter(([, list]) => list.length);
}
