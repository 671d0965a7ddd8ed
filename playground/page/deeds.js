// What a person can do here; each deed asks the playground and tells the person when it was refused.

import { insert, replay } from "./happenings.js";

const AROUND = 3 * 3600;

export class Deeds {
  constructor({ store, api, live, notices }) {
    Object.assign(this, { store, api, live, notices });
  }

  async begin(wanted) {
    const state = await this.api.get("state", wanted ? { as: wanted } : {});
    if (!state.ok && wanted) return this.begin(null);
    if (!state.ok) return this.refused(state);
    this.settle(state);
    return state;
  }

  settle(state) {
    this.api.me = state.me;
    this.store.load(state);
    this.live.listen({ me: state.me, team: this.api.team, seq: state.seq });
  }

  async enter(team) {
    this.api.team = team;
    this.api.me = null;
    const state = await this.begin(null);
    if (state?.ok) this.openFirst();
  }

  async become(userId) {
    const place = this.store.place;
    const state = await this.api.get("state", { as: userId });
    if (!state.ok) return this.refused(state);
    this.settle(state);
    this.store.catchUp = summary(this.store);
    this.store.changed("people");
    if (place.kind === "channel" && !this.store.channels.has(place.channel)) this.openFirst();
    else this.go(place);
    return state;
  }

  async reload() {
    const state = await this.api.get("state", { as: this.store.me });
    if (!state.ok) return this.begin(null).then(() => this.openFirst());
    this.settle(state);
    this.go(
      this.store.channels.has(this.store.place.channel) || this.store.place.kind === "app" ? this.store.place : {},
    );
    return state;
  }

  go(place) {
    if (place.kind === "app") return this.openApp(place.app, place.tab);
    if (place.kind === "channel" && this.store.channels.has(place.channel))
      return this.openChannel(place.channel, { thread: place.thread, ts: place.ts });
    return this.openFirst();
  }

  openFirst() {
    const channels = [...this.store.channels.values()].filter(
      (channel) => channel.is_member && channel.kind !== "im" && !channel.is_archived,
    );
    const first = channels.find((channel) => channel.unread) ?? channels[0] ?? [...this.store.channels.values()][0];
    return first ? this.openChannel(first.id) : undefined;
  }

  async openChannel(id, { thread, ts } = {}) {
    const { store } = this;
    const channel = store.channels.get(id);
    if (!channel) return;
    const app = store.appOfChannel(channel);
    store.place = { kind: "channel", channel: id, thread, app: app?.id, tab: app ? "messages" : undefined, focus: ts };
    if (channel.unread) store.newLine.set(id, channel.last_read);
    else store.newLine.delete(id);
    store.changed("place", "channels");
    await Promise.all([this.fetchList(id, ts), thread ? this.fetchThread(id, thread) : undefined]);
    this.markRead(id);
  }

  async openApp(appId, tab = "home") {
    const app = this.store.apps.get(appId);
    if (!app) return this.openFirst();
    const shown = tab === "home" && !app.home_tab ? "messages" : tab;
    const answer = shown === "about" ? { ok: true } : await this.api.post("open-home", { app: appId, tab: shown });
    if (!answer.ok) return this.refused(answer);
    if (answer.channel && typeof answer.channel === "object")
      this.store.channels.set(answer.channel.id, answer.channel);
    const channel = answer.channel?.id ?? answer.channel ?? this.store.dmWith(app.bot_user)?.id;
    if (shown === "messages") return this.openChannel(channel);
    app.home ??= answer.view; // what came over the live socket meanwhile is newer
    this.store.place = { kind: "app", app: appId, tab: shown, channel };
    this.store.changed("place", "channels", "apps");
  }

  async openThread(channel, ts) {
    this.store.place = { ...this.store.place, thread: ts };
    this.store.changed("place");
    await this.fetchThread(channel, ts);
  }

  closeThread() {
    this.store.place = { ...this.store.place, thread: undefined };
    this.store.changed("place");
  }

  async openPerson(userId) {
    const app = [...this.store.apps.values()].find((one) => one.bot_user === userId);
    if (app) return this.openApp(app.id, "messages");
    const known = this.store.dmWith(userId);
    if (known) return this.openChannel(known.id);
    const answer = await this.ask("open-dm", { people: [userId] });
    if (answer.ok) await this.openAnswered(answer.channel);
  }

  async openAnswered(channel) {
    if (typeof channel === "object")
      this.store.channels.set(channel.id, { ...this.store.channels.get(channel.id), ...channel });
    return this.openChannel(channel?.id ?? channel);
  }

  async fetchList(channel, ts) {
    const since = ts ? { after: `${Number(ts.split(".")[0]) - AROUND}.000000`, limit: 1000 } : {};
    const answer = await this.api.get(`messages/${channel}`, since);
    if (!answer.ok) return this.refused(answer);
    this.store.lists.set(channel, { messages: answer.messages, hasMore: Boolean(ts) || answer.has_more });
    replay(this.store, channel, answer.seq);
    this.store.changed("messages");
  }

  async fetchOlder(channel) {
    const list = this.store.lists.get(channel);
    const answer = await this.api.get(`messages/${channel}`, { before: list.messages[0]?.ts });
    if (!answer.ok) return this.refused(answer);
    answer.messages.forEach((message) => insert(list.messages, message));
    list.hasMore = answer.has_more;
    this.store.changed("messages");
  }

  async fetchThread(channel, ts) {
    const answer = await this.api.get(`messages/${channel}`, { thread_ts: ts, limit: 200 });
    if (!answer.ok) return this.refused(answer);
    this.store.threads.set(`${channel}:${ts}`, answer.messages);
    replay(this.store, channel, answer.seq);
    this.store.changed("messages");
  }

  markRead(channelId) {
    const channel = this.store.channels.get(channelId);
    if (!channel?.is_member || document.hidden || !(channel.unread || channel.mentions)) return;
    Object.assign(channel, { unread: 0, mentions: 0 });
    this.store.changed("channels");
    this.api.post("read", { channel: channelId });
  }

  // Who may write again may read again: what could not be fetched while the playground was away is fetched now.
  async send(channel, text, { thread, broadcast, files } = {}) {
    const said = { channel, text, thread_ts: thread, reply_broadcast: broadcast || undefined, files };
    const answer = await this.ask("message", said);
    if (answer.ok && !this.store.lists.has(channel)) await this.fetchList(channel);
    if (answer.ok && thread && !this.store.thread(channel, thread)) await this.fetchThread(channel, thread);
    return answer;
  }

  command(channel, command, text, thread) {
    return this.api.post("command", { channel, command, text, thread_ts: thread });
  }

  edit(channel, ts, text) {
    return this.ask("edit-message", { channel, ts, text });
  }

  delete(channel, ts) {
    return this.ask("delete-message", { channel, ts });
  }

  react(channel, ts, name) {
    const message = this.store.find(channel, ts);
    const mine = message?.reactions?.find((reaction) => reaction.name === name)?.users.includes(this.store.me);
    return this.ask("reaction", { channel, ts, name, remove: mine || undefined });
  }

  pin(channel, ts) {
    const pinned = this.store.channels.get(channel)?.pins?.includes(ts);
    return this.ask("pin", { channel, ts, remove: pinned || undefined });
  }

  dismiss(channel, ts) {
    return this.ask("feedback", { channel, ts });
  }

  shortcut(app, shortcut, message = {}) {
    return this.outcome(
      this.api.post("shortcut", { app: app.id, callback_id: shortcut.callback_id, ...message }),
      shortcut.name,
    );
  }

  join(channel) {
    return this.ask("join", { channel });
  }

  leave(channel) {
    return this.ask("leave", { channel });
  }

  async reset() {
    const answer = await this.ask("reset", {});
    if (answer.ok) this.notices.say("The workspace is as it was at the start.");
    return answer;
  }

  async upload(channel, thread, file, text) {
    return this.ask("upload", { channel, thread_ts: thread, name: file.name, base64: await base64(file), text });
  }

  async uploadLoose(file) {
    return this.ask("upload", { name: file.name, base64: await base64(file) });
  }

  async ask(path, body) {
    const answer = await this.api.post(path, body);
    if (!answer.ok) this.refused(answer);
    return answer;
  }

  async outcome(asked, what) {
    const answer = await asked;
    if (!answer.ok || ["timeout", "failed"].includes(answer.outcome))
      this.notices.warn(answer.detail ?? `${what} did not work: ${answer.error ?? "the app did not answer"}.`);
    return answer;
  }

  refused(answer) {
    this.notices.warn(answer.detail ?? `That did not work (${answer.error}).`);
    return answer;
  }
}

function summary(store) {
  const places = [...store.channels.values()].filter(
    (channel) => channel.unread > 0 && (channel.is_member || channel.kind === "im"),
  );
  return places.length ? places.map(({ id, unread, mentions }) => ({ id, unread, mentions })) : null;
}

function base64(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
