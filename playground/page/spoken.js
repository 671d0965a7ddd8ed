// Sentences about what goes on: who is typing, and what a screen reader hears of a new message.

import { isReply, mentions } from "./happenings.js";
import { typedText } from "./typed-text.js";

export function typingWords(store, channel, thread) {
  const status = store.status.get(`${channel}:${thread}`);
  const people = [...store.typing.keys()]
    .filter((key) => key.startsWith(`${channel}:${thread}:`))
    .map((key) => store.nameOf(key.split(":")[2]));
  if (status) return status;
  if (!people.length) return "";
  return people.length === 1 ? `${people[0]} is typing…` : `${people.slice(0, 2).join(" and ")} are typing…`;
}

// What a screen reader hears when something arrives where the person is.
export function spokenMessage(store, channelId, message) {
  if (message.user === store.me || channelId !== store.place.channel) return null;
  if (isReply(message) && store.place.thread !== message.thread_ts && !mentions(message, store.me)) return null;
  const who = message.username ?? store.nameOf(message.user);
  return `${message.is_ephemeral ? "Only visible to you. " : ""}${who}: ${typedText(message.text ?? "", store).slice(0, 300)}`;
}
