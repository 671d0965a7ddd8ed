// One message as Slack shows it: who, when, what, reactions, thread, and what can be done with it.

import { h, icon } from "./dom.js";
import { avatar } from "./avatar.js";
import { clockTime, fullTime, secondsOf } from "./dates.js";
import { drawAttachments } from "./blocks/attachments.js";
import { drawBlocks } from "./blocks/blocks.js";
import { drawFile } from "./blocks/media.js";
import { drawEmoji, drawMrkdwn } from "./markup/markup.js";
import { drawReactions, drawThreadSummary } from "./message-foot.js";
import { hoverBar } from "./message-menu.js";
import { messageSurface } from "./world.js";

// Everything the drawing depends on; when it is the same, the old element stays.
export function messageSignature(message, { store, follows, editing, inThread, selected, channel }) {
  const pinned = store.channels.get(channel)?.pins?.includes(message.ts);
  const author = store.person(message.user);
  return JSON.stringify([
    message,
    follows,
    editing,
    inThread,
    selected,
    pinned,
    store.me,
    store.failures.get(`${channel}:${message.ts}`),
    author?.display_name,
    author?.status_emoji,
    author?.discipline,
  ]);
}

export function drawMessage(message, context) {
  const { channel, store, follows } = context;
  const kinds = [
    follows && "follows",
    message.is_ephemeral && "private",
    isPinned(message, context) && "pinned",
    SYSTEM.has(message.subtype) && "system",
    message.subtype === "tombstone" && "tombstone",
    context.selected && "selected",
  ];
  const node = h(`article.message`, {
    class: kinds.filter(Boolean).join(" "),
    tabindex: "-1",
    dataset: { ts: message.ts, channel },
    "aria-label": spokenName(message, store),
    "aria-roledescription": "message",
  });
  node.append(gutter(message, context), content(message, context));
  if (message.subtype !== "tombstone") node.append(hoverBar(message, context));
  return node;
}

function authorOf(message, store) {
  if (message.username)
    return {
      real_name: message.username,
      colour: message.bot_id ? "5a4a78" : undefined,
      glyph: iconGlyph(message),
      is_bot: true,
    };
  return (
    store.person(message.user) ?? {
      real_name: message.bot_profile?.name ?? message.user ?? "Slack",
      is_bot: Boolean(message.bot_id),
    }
  );
}

const SYSTEM = new Set([
  "channel_join",
  "channel_leave",
  "channel_topic",
  "channel_purpose",
  "channel_name",
  "channel_archive",
  "channel_unarchive",
]);

function isPinned(message, { store, channel }) {
  return store.channels.get(channel)?.pins?.includes(message.ts);
}

function spokenName(message, store) {
  const author = authorOf(message, store);
  const prefix = message.is_ephemeral ? "Only visible to you. " : "";
  return `${prefix}${author.display_name || author.real_name}, ${clockTime(secondsOf(message.ts), store.zone())}`;
}

function gutter(message, { store, follows }) {
  if (follows)
    return h(
      "span.gutter",
      { "aria-hidden": "true" },
      clockTime(secondsOf(message.ts), store.zone()).replace(/ [AP]M$/, ""),
    );
  const author = message.subtype === "tombstone" ? { glyph: "–", colour: "77707d" } : authorOf(message, store);
  return avatar(author, 36);
}

function content(message, context) {
  const body = h("div.content", notes(message, context), context.follows ? null : byline(message, context));
  body.append(context.editing ? context.editor(message) : words(message, context));
  const failure = context.store.failures.get(`${context.channel}:${message.ts}`);
  if (failure) body.append(h("p.failure", { role: "alert" }, icon("warning", 15), failure));
  if (message.reactions?.length) body.append(drawReactions(message, context));
  if (message.reply_count && !context.inThread) body.append(drawThreadSummary(message, context));
  return body;
}

function notes(message, context) {
  const { store, deeds, channel } = context;
  const found = [];
  if (message.is_ephemeral) {
    found.push(
      h(
        "div.note",
        icon("eye"),
        h("span", "Only visible to you"),
        h("span", { "aria-hidden": "true" }, "·"),
        h(
          "button",
          { type: "button", class: "link-button", onClick: () => deeds.dismiss(channel, message.ts) },
          "Dismiss",
        ),
      ),
    );
  }
  if (isPinned(message, context)) found.push(h("div.note", icon("pin"), "Pinned"));
  if (message.subtype === "thread_broadcast" && !context.inThread) {
    found.push(
      h(
        "div.broadcast",
        "replied to a thread: ",
        h(
          "button",
          { type: "button", onClick: () => deeds.openThread(channel, message.thread_ts) },
          shortRoot(message, store),
        ),
      ),
    );
  }
  return found;
}

function shortRoot(message, store) {
  const root = message.root ?? store.find(store.place.channel, message.thread_ts);
  const text = root?.text?.replace(/<[^>]*\|([^>]*)>/g, "$1") ?? "the thread";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function byline(message, { store, deeds }) {
  const author = authorOf(message, store);
  const name = author.display_name || author.real_name;
  const known = store.person(message.user) && !message.username;
  return h(
    "div.byline",
    known
      ? h("button.author", { type: "button", onClick: () => deeds.showPerson(message.user) }, name)
      : h("span.author", name),
    author.is_bot && h("span.app-badge", "APP"),
    author.status_emoji && drawEmoji(author.status_emoji.replaceAll(":", "")),
    author.discipline && h("span.job", author.discipline),
    h(
      "time.when",
      {
        datetime: new Date(secondsOf(message.ts) * 1000).toISOString(),
        title: fullTime(secondsOf(message.ts), store.zone()),
      },
      clockTime(secondsOf(message.ts), store.zone()),
    ),
  );
}

function words(message, context) {
  const { world, channel } = context;
  const surface = messageSurface(message, channel, context);
  const body = h("div.body");
  if (message.subtype === "tombstone") return h("div.body", "This message was deleted.");
  const onlyAttachments = !message.blocks?.length && !message.text;
  if (message.blocks?.length) body.append(drawBlocks(message.blocks, surface));
  else if (!onlyAttachments)
    body.append(
      drawMrkdwn(message.subtype === "me_message" ? `_${message.text}_` : message.text, world, {
        typed: !message.bot_id,
      }),
    );
  if (message.edited) markEdited(body, message, context);
  if (message.attachments?.length) body.append(drawAttachments(message.attachments, surface));
  if (message.files?.length) body.append(h("div.files", message.files.map(drawFile)));
  return body;
}

// "(edited)" follows the last word, as in Slack.
function markEdited(body, message, { store }) {
  const mark = h("span.edited", { title: fullTime(secondsOf(message.edited.ts), store.zone()) }, " (edited)");
  const paragraphs = body.querySelectorAll(".markup > p:last-child");
  (paragraphs[paragraphs.length - 1] ?? body).append(mark);
}

function iconGlyph(message) {
  const name = message.icons?.emoji?.replaceAll(":", "");
  return name ? drawEmoji(name).textContent : undefined;
}
