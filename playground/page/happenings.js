// What each live event does to the store; one small function per kind of event.

const REMEMBERED = 200;

export function happen(store, event) {
  if (event.type in MESSAGES) store.recent = [...store.recent.slice(-REMEMBERED), event];
  HAPPENINGS[event.type]?.(store, event);
}

// What happened between the answer to a question and its arrival here is not in the answer.
export function replay(store, channel, seq) {
  for (const event of store.recent) if (event.channel === channel && event.seq > seq) MESSAGES[event.type](store, event);
}

export function insert(messages, message) {
  const at = messages.findIndex((other) => other.ts >= message.ts);
  if (at >= 0 && messages[at].ts === message.ts) messages[at] = message;
  else messages.splice(at < 0 ? messages.length : at, 0, message);
}

export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

function showsInChannel(message) {
  return !isReply(message) || message.subtype === "thread_broadcast";
}

const MESSAGES = {
  message: (store, { channel, message }) => put(store, channel, message),
  message_changed: (store, { channel, message }) => put(store, channel, message, { onlyKnown: true }),
  message_deleted: (store, { channel, ts }) => remove(store, channel, ts),
  reaction_added: setReactions,
  reaction_removed: setReactions,
};

const HAPPENINGS = {
  ...MESSAGES,
  message: (store, { channel, message }) => {
    stopTyping(store, channel, message);
    put(store, channel, message);
    countUnread(store, channel, message);
  },
  pins_changed: (store, { channel, pins }) => patchChannel(store, channel, { pins }),
  bookmarks_changed: (store, { channel, bookmarks }) => patchChannel(store, channel, { bookmarks }),
  typing: (store, { channel, user, thread_ts }) => startTyping(store, channel, user, thread_ts),
  thread_status: (store, { channel, thread_ts, status }) => {
    store.status.set(`${channel}:${thread_ts}`, status);
    store.changed("typing");
  },
  view_opened: setViews,
  view_pushed: setViews,
  view_updated: setViews,
  view_closed: setViews,
  home_published: (store, { app, view }) => patchApp(store, app, { home: view }),
  presence: (store, { user, presence, dnd }) => patchPerson(store, user, { presence, dnd }),
  person_changed: (store, { person }) => {
    store.people.set(person.id, person);
    store.changed("people", "messages");
  },
  usergroups_changed: (store, { usergroups }) => {
    store.usergroups = new Map(usergroups.map((group) => [group.id, group]));
    store.changed("messages");
  },
  badges: (store, { people }) => {
    Object.entries(people).forEach(([id, counts]) => patchPerson(store, id, counts));
  },
  channel_created: setChannel,
  channel_changed: setChannel,
  channel_closed: (store, { channel }) => {
    store.channels.delete(channel.id ?? channel);
    store.changed("channels");
  },
  joined: (store, { channel, user }) => setMember(store, channel, user, { present: true }),
  left: (store, { channel, user }) => setMember(store, channel, user, { present: false }),
  read: (store, { channel, last_read, unread, mentions }) =>
    patchChannel(store, channel, { last_read, unread, mentions }),
  app_changed: (store, { app }) => {
    store.apps.set(app.id, { ...store.apps.get(app.id), ...app });
    store.changed("apps", "channels");
  },
  settings_changed: (store, { settings }) => {
    store.settings = settings;
    if (settings.clock) store.clockAhead = settings.clock.now - Date.now() / 1000;
    store.changed("settings");
  },
  log: (store, { entry }) => {
    store.log.set(entry.id, entry);
    store.changed("log");
  },
};

function put(store, channelId, message, { onlyKnown = false } = {}) {
  const list = store.lists.get(channelId);
  const known = list?.messages.some((other) => other.ts === message.ts);
  if (list && (known || (!onlyKnown && showsInChannel(message)))) insert(list.messages, message);
  const thread = store.thread(channelId, message.thread_ts ?? message.ts);
  if (thread && (!onlyKnown || thread.some((other) => other.ts === message.ts))) insert(thread, message);
  store.changed("messages");
}

function remove(store, channelId, ts) {
  const gone = (messages) => {
    const at = messages.findIndex((message) => message.ts === ts);
    if (at >= 0) messages.splice(at, 1);
  };
  if (store.lists.has(channelId)) gone(store.list(channelId));
  for (const [key, messages] of store.threads) if (key.startsWith(`${channelId}:`)) gone(messages);
  store.changed("messages");
}

function setReactions(store, { channel, ts, reactions }) {
  const held = [
    store.list(channel),
    ...[...store.threads].filter(([key]) => key.startsWith(`${channel}:`)).map(([, list]) => list),
  ];
  held
    .flat()
    .filter((message) => message.ts === ts)
    .forEach((message) => {
      message.reactions = reactions;
    });
  store.changed("messages");
}

const UNCOUNTED = new Set([
  "channel_join",
  "channel_leave",
  "channel_topic",
  "channel_purpose",
  "channel_name",
  "channel_archive",
]);

function countUnread(store, channelId, message) {
  const channel = store.channels.get(channelId);
  const quiet =
    message.user === store.me || message.is_ephemeral || !showsInChannel(message) || UNCOUNTED.has(message.subtype);
  if (!channel || quiet || message.ts <= (channel.last_read ?? "")) return;
  channel.unread = (channel.unread ?? 0) + 1;
  channel.latest = message.ts;
  if (channel.kind === "im" || mentions(message, store.me)) channel.mentions = (channel.mentions ?? 0) + 1;
  store.changed("channels");
}

export function mentions(message, me) {
  const text = JSON.stringify([message.text, message.blocks, message.attachments]);
  return text.includes(`<@${me}`) || text.includes(`"user_id":"${me}"`) || /<!(here|channel|everyone)/.test(text);
}

function startTyping(store, channel, user, threadTs) {
  if (user === store.me) return;
  const key = `${channel}:${threadTs ?? ""}:${user}`;
  clearTimeout(store.typing.get(key));
  store.typing.set(
    key,
    setTimeout(() => forgetTyping(store, key), 5000),
  );
  store.changed("typing");
}

function stopTyping(store, channel, message) {
  forgetTyping(store, `${channel}:${isReply(message) ? message.thread_ts : ""}:${message.user}`);
}

function forgetTyping(store, key) {
  clearTimeout(store.typing.get(key));
  if (store.typing.delete(key)) store.changed("typing");
}

function setViews(store, { views }) {
  store.views = views ?? [];
  store.changed("views");
}

function setChannel(store, { channel }) {
  store.channels.set(channel.id, { ...store.channels.get(channel.id), ...channel });
  store.changed("channels", "messages");
}

function patchChannel(store, id, fields) {
  const channel = store.channels.get(id);
  if (!channel) return;
  Object.assign(channel, fields);
  store.changed("channels", "messages");
}

function patchApp(store, id, fields) {
  const app = store.apps.get(id);
  if (!app) return;
  Object.assign(app, fields);
  store.changed("apps");
}

function patchPerson(store, id, fields) {
  const person = store.people.get(id);
  if (!person) return;
  Object.assign(person, fields);
  store.changed("people");
}

function setMember(store, id, user, { present }) {
  const channel = store.channels.get(id?.id ?? id);
  if (!channel) return;
  const others = (channel.members ?? []).filter((member) => member !== user);
  channel.members = present ? [...others, user] : others;
  channel.num_members = channel.members.length;
  if (user === store.me) channel.is_member = present;
  store.changed("channels", "messages");
}
