// Under a message: what people answered with emoji, and how its thread goes on.

import { avatar } from "./avatar.js";
import { ago, secondsOf } from "./dates.js";
import { h, icon } from "./dom.js";
import { drawEmoji } from "./markup/markup.js";

export function drawReactions(message, context) {
  const { store, deeds, channel } = context;
  const row = h(
    "div.reactions",
    { role: "group", "aria-label": "Reactions" },
    message.reactions.map((reaction) => {
      const names = reaction.users.map((id) => (id === store.me ? "you" : store.nameOf(id)));
      const title = `${sentence(names)} reacted with :${reaction.name}:`;
      return h(
        "button.reaction",
        {
          type: "button",
          "aria-pressed": String(reaction.users.includes(store.me)),
          "aria-label": `${reaction.count ?? names.length} ${reaction.name.replaceAll("_", " ")}, ${title}`,
          title,
          onClick: () => deeds.react(channel, message.ts, reaction.name),
        },
        drawEmoji(reaction.name),
        h("span", String(reaction.count ?? reaction.users.length)),
      );
    }),
  );
  row.append(
    h(
      "button.reaction.add",
      {
        type: "button",
        "aria-label": "Add reaction",
        "aria-haspopup": "dialog",
        onClick: (event) => context.pickEmoji(event.currentTarget, (name) => deeds.react(channel, message.ts, name)),
      },
      icon("smile-plus", 16),
    ),
  );
  return row;
}

export function drawThreadSummary(message, { store, deeds, channel }) {
  const faces = (message.reply_users ?? []).slice(0, 5).map((id) => avatar(store.person(id), 24));
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const last = message.latest_reply ? `Last reply ${ago(secondsOf(message.latest_reply), store.now())}` : "";
  return h(
    "button.thread-summary",
    { type: "button", onClick: () => deeds.openThread(channel, message.ts) },
    h("span.faces", faces),
    h("span.replies", count),
    h("span.last", last),
  );
}

function sentence(names) {
  const said = names.map((name, n) => (n === 0 && name === "you" ? "You" : name));
  return said.length < 2 ? said.join("") : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`;
}
