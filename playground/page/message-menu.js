// What can be done with a message: the bar that appears over it, and its menu with the apps' shortcuts.

import { h, icon } from "./dom.js";
import { QUICK, emojiChar } from "./emoji.js";
import { openMenu } from "./popup.js";

export function hoverBar(message, context) {
  const { channel, deeds, inThread, pickEmoji } = context;
  const threadTs = message.thread_ts ?? message.ts;
  const quick = message.is_ephemeral
    ? []
    : QUICK.map((name) =>
        button(`React with ${name.replaceAll("_", " ")}`, h("span.emoji", emojiChar(name)), () =>
          deeds.react(channel, message.ts, name),
        ),
      );
  const bar = h("div.hover-bar", { role: "toolbar", "aria-label": "Message actions" }, quick);
  if (!message.is_ephemeral)
    bar.append(
      button("Add reaction", icon("smile-plus"), (event) =>
        pickEmoji(event.currentTarget, (name) => deeds.react(channel, message.ts, name)),
      ),
    );
  if (!inThread && !message.is_ephemeral)
    bar.append(button("Reply in thread", icon("thread"), () => deeds.openThread(channel, threadTs)));
  const more = button("More actions", icon("more"), () => messageMenu(more, message, context));
  more.setAttribute("aria-haspopup", "menu");
  bar.append(more);
  return bar;
}

export function messageMenu(anchor, message, context) {
  const row = anchor.closest(".message");
  row?.classList.add("menu-open");
  openMenu(anchor, entries(message, context), {
    align: "end",
    label: "Message actions",
    onClose: () => row?.classList.remove("menu-open"),
  });
}

function entries(message, context) {
  const shortcuts = message.is_ephemeral ? [] : shortcutEntries(message, context);
  return [
    ...(shortcuts.length ? [{ heading: "Shortcuts" }, ...shortcuts, "-"] : []),
    ...(message.is_ephemeral ? [] : common(message, context)),
    { label: "Copy text", icon: "copy", run: () => copy(context, message.text ?? "", "The text is copied.") },
    { label: "Show its JSON", icon: "inspect", hint: "I", run: () => context.inspect(message) },
    ...(own(message, context)
      ? [
          "-",
          { label: "Edit message", icon: "pencil", hint: "E", run: () => context.edit(message) },
          { label: "Delete message…", icon: "trash", danger: true, run: () => context.askDelete(message) },
        ]
      : []),
  ];
}

function shortcutEntries(message, { store, deeds, channel }) {
  return [...store.apps.values()]
    .filter((app) => app.installed !== false)
    .flatMap((app) =>
      (app.shortcuts ?? [])
        .filter((shortcut) => shortcut.type === "message")
        .map((shortcut) => ({
          label: shortcut.name,
          hint: app.name,
          icon: "bolt",
          run: () => deeds.shortcut(app, shortcut, { channel, ts: message.ts }),
        })),
    );
}

function common(message, context) {
  const { store, deeds, channel, inThread } = context;
  const pinned = store.channels.get(channel)?.pins?.includes(message.ts);
  return [
    ...(inThread
      ? []
      : [
          {
            label: "Reply in thread",
            icon: "thread",
            hint: "T",
            run: () => deeds.openThread(channel, message.thread_ts ?? message.ts),
          },
        ]),
    { label: pinned ? "Unpin from channel" : "Pin to channel", icon: "pin", run: () => deeds.pin(channel, message.ts) },
    {
      label: "Copy link",
      icon: "link",
      run: () => copy(context, permalink(store, channel, message), "The link is copied."),
    },
  ];
}

export function own(message, { store }) {
  return (
    message.user === store.me &&
    !message.bot_id &&
    !message.is_ephemeral &&
    (!message.subtype || ["me_message", "thread_broadcast"].includes(message.subtype))
  );
}

export function permalink(store, channel, message) {
  const thread =
    message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}&cid=${channel}` : "";
  return `${store.team.url ?? `https://${store.team.domain}.slack.com/`}archives/${channel}/p${message.ts.replace(".", "")}${thread}`;
}

function button(label, mark, run) {
  return h(
    "button.icon-button",
    { type: "button", tabindex: "-1", "aria-label": label, title: label, onClick: run },
    mark,
  );
}

async function copy({ notices }, text, sentence) {
  try {
    await navigator.clipboard.writeText(text);
    notices.say(sentence);
  } catch {
    notices.warn("The browser did not allow copying. Select the text instead.");
  }
}
