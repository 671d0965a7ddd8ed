// The five kinds of select, single and multi: only where the choices come from differs.

import { h, icon } from "../dom.js";
import { avatar } from "../avatar.js";
import { Combobox } from "./combobox.js";
import { confirmed } from "./confirm.js";
import { ariaOf, fieldOf } from "./field.js";

const TYPING = 200;

export function drawSelect(element, block, surface) {
  return draw(element, block, surface, { many: false });
}

export function drawMultiSelect(element, block, surface) {
  return draw(element, block, surface, { many: true });
}

function draw(element, block, surface, { many }) {
  const source = SOURCES[element.type.replace(/^multi_|_select$/g, "")];
  const field = fieldOf(element, block, surface, initial(element, source, surface, many));
  const chosen = [field.value() ?? []]
    .flat()
    .map((value) => source.choice(value, element, surface))
    .filter(Boolean);
  const placeholder = element.placeholder?.text ?? (many ? "Select options" : "Select an option");
  const box = new Combobox({
    id: field.id,
    many,
    chosen,
    placeholder,
    max: element.max_selected_items,
    autofocus: element.focus_on_load,
    action: element.action_id,
    aria: { ...ariaOf(field, block, surface), ...(field.inInput ? {} : { "aria-label": placeholder }) },
    wait: element.type.includes("external") ? TYPING : 0,
    least: element.type.includes("external") ? (element.min_query_length ?? 3) : 0,
    load: async (typed) => source.load(typed, element, block, surface),
    onChange: (now) => changed(box, now, field, element, surface, source, many),
  });
  return box.node;
}

async function changed(box, now, field, element, surface, source, many) {
  if (!(await confirmed(element.confirm, surface.world))) {
    box.chosen = [field.value() ?? []]
      .flat()
      .map((value) => source.choice(value, element, surface))
      .filter(Boolean);
    return box.show();
  }
  const values = now.map((choice) => choice.value);
  return field.commit(many ? values : (values[0] ?? null));
}

function initial(element, source, surface, many) {
  return many ? source.initialMany(element, surface) : source.initialOne(element, surface);
}

const optionsOf = (element) => element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);

const optionChoice = (option, { group, value }) => ({
  key: option.value,
  value,
  label: option.text.text,
  description: option.description?.text,
  group,
});

const grouped = (holder, value) => [
  ...(holder.options ?? []).map((option) => optionChoice(option, { value: value(option) })),
  ...(holder.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => optionChoice(option, { group: group.label.text, value: value(option) })),
  ),
];

const matching = (choices, typed) => {
  const wanted = typed.trim().toLowerCase();
  return {
    choices: choices
      .filter((choice) => `${choice.label} ${choice.description ?? ""}`.toLowerCase().includes(wanted))
      .slice(0, 100),
  };
};

const SOURCES = {
  static: {
    initialOne: (element) => element.initial_option?.value,
    initialMany: (element) => element.initial_options?.map((option) => option.value),
    choice: (value, element) => {
      const option = optionsOf(element).find((one) => one.value === value);
      return option && optionChoice(option, { value });
    },
    load: (typed, element) =>
      matching(
        grouped(element, (option) => option.value),
        typed,
      ),
  },
  external: {
    initialOne: (element) => element.initial_option,
    initialMany: (element) => element.initial_options,
    choice: (option) => optionChoice(option, { value: option }),
    load: async (typed, element, block, surface) => {
      const answer = await surface.suggest({ block, element, typed });
      return answer.ok
        ? { choices: grouped(answer, (option) => option) }
        : { failed: "The app did not send any choices. Try again." };
    },
  },
  users: {
    initialOne: (element) => element.initial_user,
    initialMany: (element) => element.initial_users,
    choice: (id, element, surface) => personChoice(surface.store.person(id)),
    load: (typed, element, block, surface) =>
      matching([...surface.store.people.values()].filter((person) => !person.deleted).map(personChoice), typed),
  },
  conversations: {
    initialOne: (element, surface) =>
      element.initial_conversation ?? (element.default_to_current_conversation ? surface.channel : undefined),
    initialMany: (element, surface) =>
      element.initial_conversations ??
      (element.default_to_current_conversation && surface.channel ? [surface.channel] : undefined),
    choice: (id, element, surface) => channelChoice(surface.store.channels.get(id), surface.store),
    load: (typed, element, block, surface) => matching(conversations(element.filter, surface.store), typed),
  },
  channels: {
    initialOne: (element) => element.initial_channel,
    initialMany: (element) => element.initial_channels,
    choice: (id, element, surface) => channelChoice(surface.store.channels.get(id), surface.store),
    load: (typed, element, block, surface) => matching(conversations({ include: ["public"] }, surface.store), typed),
  },
};

function personChoice(person) {
  return (
    person && {
      key: person.id,
      value: person.id,
      label: person.real_name || person.display_name,
      description: person.title,
      face: avatar(person, 20),
    }
  );
}

function channelChoice(channel, store) {
  if (!channel) return undefined;
  const face =
    channel.kind === "im"
      ? avatar(store.person(channel.user), 20)
      : icon(channel.kind === "private" ? "lock" : "hash", 15);
  return { key: channel.id, value: channel.id, label: store.channelTitle(channel), face: h("span.option-face", face) };
}

function conversations(filter, store) {
  const wanted = filter?.include ?? ["public", "private", "im", "mpim"];
  const bot = (channel) => filter?.exclude_bot_users && channel.kind === "im" && store.person(channel.user)?.is_bot;
  return [...store.channels.values()]
    .filter((channel) => wanted.includes(channel.kind) && !channel.is_archived && !bot(channel))
    .map((channel) => channelChoice(channel, store));
}
