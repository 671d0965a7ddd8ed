// What the page knows; parts subscribe to a topic and are told once per turn, however much changed.

export class Store {
  constructor() {
    this.listeners = new Map();
    this.waiting = new Set();
    this.connected = true;
    this.place = { kind: "none" };
    this.clear();
  }

  clear() {
    this.team = { name: "" };
    this.me = null;
    this.people = new Map();
    this.channels = new Map();
    this.usergroups = new Map();
    this.apps = new Map();
    this.squads = [];
    this.workspaces = [];
    this.emoji = {};
    this.views = [];
    this.tour = { title: "", steps: [] };
    this.settings = {};
    this.clockAhead = 0;
    this.lists = new Map();
    this.threads = new Map();
    this.typing = new Map();
    this.status = new Map();
    this.failures = new Map();
    this.newLine = new Map();
    this.catchUp = null;
    this.recent = [];
    this.log ??= new Map();
  }

  load(state) {
    this.clear();
    this.team = state.team;
    this.me = state.me;
    this.people = byId(state.people);
    this.channels = byId(state.channels);
    this.usergroups = byId(state.usergroups);
    this.apps = byId(state.apps);
    this.squads = state.squads ?? [];
    this.workspaces = state.workspaces ?? [];
    this.emoji = state.emoji ?? {};
    this.views = state.views ?? [];
    this.tour = state.tour ?? this.tour;
    this.settings = state.settings ?? {};
    this.clockAhead = state.now - Date.now() / 1000;
    this.changed("everything");
  }

  now() {
    const clock = this.settings.clock;
    return clock?.running === false ? clock.now : Date.now() / 1000 + this.clockAhead;
  }

  zone() {
    return this.people.get(this.me)?.tz || undefined;
  }

  person(id) {
    return this.people.get(id);
  }

  humans() {
    return [...this.people.values()].filter((person) => !person.is_bot && !person.deleted);
  }

  nameOf(id) {
    const person = this.people.get(id);
    return person ? person.display_name || person.real_name || person.name : id;
  }

  appOf(message) {
    return (
      this.apps.get(message.app_id) ??
      [...this.apps.values()].find((app) => app.bot_id === message.bot_id || app.bot_user === message.user)
    );
  }

  channelTitle(channel) {
    if (channel.kind === "im") return this.nameOf(channel.user);
    if (channel.kind === "mpim")
      return channel.members
        .filter((id) => id !== this.me)
        .map((id) => this.nameOf(id))
        .join(", ");
    return channel.name;
  }

  appOfChannel(channel) {
    return channel?.kind === "im" ? [...this.apps.values()].find((app) => app.bot_user === channel.user) : undefined;
  }

  dmWith(userId) {
    return [...this.channels.values()].find((channel) => channel.kind === "im" && channel.user === userId);
  }

  list(channelId) {
    return this.lists.get(channelId)?.messages ?? [];
  }

  thread(channelId, ts) {
    return this.threads.get(`${channelId}:${ts}`);
  }

  find(channelId, ts) {
    const inList = this.list(channelId).find((message) => message.ts === ts);
    if (inList) return inList;
    const threads = [...this.threads.entries()].filter(([key]) => key.startsWith(`${channelId}:`));
    return threads.flatMap(([, messages]) => messages).find((message) => message.ts === ts);
  }

  on(topics, listener) {
    for (const topic of [topics].flat()) {
      if (!this.listeners.has(topic)) this.listeners.set(topic, new Set());
      this.listeners.get(topic).add(listener);
    }
  }

  changed(...topics) {
    if (this.waiting.size === 0) queueMicrotask(() => this.tell());
    topics.forEach((topic) => this.waiting.add(topic));
  }

  tell() {
    const topics = [...this.waiting];
    this.waiting.clear();
    const heard = new Set(
      topics.includes("everything")
        ? [...this.listeners.values()].flatMap((set) => [...set])
        : topics.flatMap((topic) => [...(this.listeners.get(topic) ?? [])]),
    );
    heard.forEach((listener) => listener());
  }
}

function byId(items) {
  return new Map((items ?? []).map((item) => [item.id, item]));
}
