// Slack's encoded text back to what a person would have typed, for editing and for short previews.

import { unescape } from "./markup/mrkdwn.js";

export function typedText(text, store) {
  return unescape(text.replace(/<([^<>\n]+)>/g, (_, inner) => token(inner, store)));
}

function token(inner, store) {
  const [target, label] = inner.split("|");
  if (target[0] === "@") return `@${store.person(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target[0] === "#") return `#${store.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith("!subteam^")) return `@${store.usergroups.get(target.slice(9))?.handle ?? label ?? "group"}`;
  if (target[0] === "!") return `@${target.slice(1)}`;
  return target.replace(/^mailto:/, "");
}
