// What markup and blocks may know of the workspace, and how their clicks reach the app that drew them.

import { readPermalink } from "./address.js";
import { formOf } from "./form.js";

export function worldOf(store, deeds) {
  return {
    get me() {
      return store.me;
    },
    user: (id) => {
      const person = store.person(id);
      return person && { ...person, shown: store.nameOf(id) };
    },
    channel: (id) => store.channels.get(id),
    usergroup: (id) => store.usergroups.get(id),
    customEmoji: (name) => store.emoji[name],
    zone: () => store.zone(),
    now: () => store.now(),
    openPerson: (id) => deeds.showPerson(id),
    openChannel: (id, where) => deeds.openChannel(id, where),
    placeOf: (url) => readPermalink(url, store.team.url),
  };
}

// A message may be drawn twice at once, in its channel and in its thread: one form, but elements with ids of their own.
export function messageSurface(message, channel, { store, deeds, world, inThread }) {
  const id = `${channel}:${message.ts}`;
  const place = { channel, ts: message.ts };
  return surface({
    kind: "message",
    id,
    spot: inThread ? `${id}:thread` : id,
    place,
    channel,
    store,
    deeds,
    world,
    failed: (sentence) => fail(store, id, sentence),
  });
}

export function viewSurface(view, { store, deeds, world, errors, failed, channel }) {
  return surface({
    kind: view.type === "home" ? "home" : "modal",
    id: view.id,
    place: { view_id: view.id },
    channel,
    store,
    deeds,
    world,
    errors,
    failed,
  });
}

function surface({ kind, id, spot = id, place, channel, store, deeds, world, errors = {}, failed }) {
  const form = formOf(id);
  const send = (kind_, block, element, value) =>
    deeds.api.post("interact", {
      kind: kind_,
      ...place,
      block_id: block.block_id,
      action_id: element.action_id,
      value,
      ...(kind_ === "block_actions" ? { values: form.values() } : {}),
    });
  return {
    kind,
    id,
    spot,
    channel,
    store,
    world,
    form,
    errors,
    act: async ({ block, element, value }) => {
      const answer = await send("block_actions", block, element, value);
      failed(trouble(answer));
      return answer;
    },
    suggest: ({ block, element, typed }) => send("block_suggestion", block, element, typed),
    upload: (file) => deeds.uploadLoose(file),
  };
}

// Undefined when all went well: then an earlier warning goes away too.
function trouble(answer) {
  if (answer.ok && !["timeout", "failed"].includes(answer.outcome)) return undefined;
  return answer.detail ?? "We had some trouble connecting. Try again?";
}

function fail(store, id, sentence) {
  if (sentence) store.failures.set(id, sentence);
  else store.failures.delete(id);
  store.changed("messages");
}
