// Builds the page from its parts and lets them know each other.

import { Api } from "./api.js";
import { readAddress, writeAddress } from "./address.js";
import { ChannelPane } from "./channel.js";
import { Deeds } from "./deeds.js";
import { askSure, askText, showKeys } from "./dialogs.js";
import { h, icon, replace } from "./dom.js";
import { forgetDrafts } from "./drafts.js";
import { pickEmoji } from "./emoji-picker.js";
import { forgetForms } from "./form.js";
import { happen, isReply } from "./happenings.js";
import { HomePane } from "./home.js";
import { Inspector } from "./inspector.js";
import { keyList, listenForKeys } from "./keyboard.js";
import { Live } from "./live.js";
import { Modals } from "./modal.js";
import { Notices } from "./notices.js";
import { openPeople } from "./people.js";
import { openProfile } from "./profile.js";
import { Rail } from "./rail.js";
import { Sidebar } from "./sidebar.js";
import { spokenMessage } from "./spoken.js";
import { Store } from "./store.js";
import { openSwitcher } from "./switcher.js";
import { applyTheme, nextTheme, themeTool } from "./theme.js";
import { ThreadPane } from "./thread.js";
import { Tour } from "./tour.js";
import { workspaceTool } from "./workspace-file.js";
import { worldOf } from "./world.js";

const $ = (id) => document.getElementById(id);

function build() {
  const parts = { store: new Store(), api: new Api(), notices: new Notices($("toasts"), $("announcer")), pickEmoji };
  parts.live = new Live({ onEvent: (event) => hear(parts, event), onConnection: (on) => connection(parts, on) });
  parts.deeds = new Deeds(parts);
  parts.deeds.showPerson = (id) => openProfile(id, parts);
  parts.world = worldOf(parts.store, parts.deeds);
  addQuestions(parts);
  parts.inspector = new Inspector(parts, $("inspector"));
  parts.channelPane = new ChannelPane(parts);
  parts.homePane = new HomePane(parts);
  parts.thread = new ThreadPane(parts, $("thread"));
  parts.modals = new Modals(parts);
  parts.sidebar = new Sidebar(parts, $("sidebar"));
  parts.rail = new Rail(parts, $("rail"));
  parts.tour = new Tour(parts, $("tour"));
  return parts;
}

function addQuestions(parts) {
  const { deeds } = parts;
  Object.assign(parts, {
    openPeople: () => openPeople(parts),
    openSwitcher: () => openSwitcher(parts),
    tools: () => toolsOf(parts),
    drawer: () =>
      h(
        "button.icon-button.drawer-button",
        {
          type: "button",
          "aria-label": "Channels and people",
          onClick: () => $("app").toggleAttribute("data-drawer", true),
        },
        icon("menu"),
      ),
    closeDrawer: () => $("app").removeAttribute("data-drawer"),
    focusMessage: (ts) => (parts.channelPane.list.rowOf(ts) ?? parts.channelPane.composer.area).focus(),
    ask: askText,
    askDelete: (channel, message) =>
      askSure(
        {
          title: "Delete message",
          text: "Are you sure you want to delete this message? This cannot be undone.",
          yes: "Delete",
          danger: true,
        },
        () => deeds.delete(channel, message.ts),
      ),
    newChannel: () =>
      askText({ title: "Create a channel", label: "Name", yes: "Create" }, async (name) => {
        const answer = name && (await deeds.ask("channel", { name }));
        if (answer?.ok) deeds.openAnswered(answer.channel);
      }),
  });
}

function toolsOf(parts) {
  const { inspector, tour, deeds, store } = parts;
  return [
    {
      id: "inspector",
      label: "Inspector: what goes over the wire",
      icon: "inspect",
      pressed: inspector.open,
      run: () => inspector.toggle(),
    },
    ...(store.tour.steps?.length
      ? [{ id: "tour", label: "Guided tour", icon: "compass", pressed: tour.open, run: () => tour.toggle() }]
      : []),
    {
      ...themeTool(),
      run: () => {
        nextTheme();
        store.changed("tools");
      },
    },
    workspaceTool(parts),
    { id: "keys", label: "Keys", icon: "keyboard", run: () => showKeys(keyList()) },
    {
      id: "reset",
      label: "Reset the workspace",
      icon: "reset",
      run: () =>
        askSure(
          {
            title: "Reset the workspace",
            text: "Everything said since the start is forgotten; apps stay connected.",
            yes: "Reset",
            danger: true,
          },
          () => deeds.reset(),
        ),
    },
  ];
}

function hear(parts, event) {
  const { store, deeds, notices, live } = parts;
  if (event.type === "reset" || event.type === "resync") {
    forgetForms();
    if (event.type === "reset") {
      forgetDrafts();
      [parts.channelPane, parts.thread].forEach(({ composer }) => composer.clear());
      store.log.clear();
      parts.tour.rewind();
    }
    return void deeds.reload();
  }
  happen(store, event);
  if (event.type === "hello" && event.now) store.clockAhead = event.now - Date.now() / 1000;
  if (event.type === "message") arrived(parts, event);
  const answered = parts.api.inFlight > 0; // the answer to our own request says it in its own place
  if (["command_failed", "action_failed"].includes(event.type) && !answered) notices.warn(event.text ?? event.error);
  return live;
}

function arrived({ store, deeds, notices }, { channel, message }) {
  notices.announce(spokenMessage(store, channel, message) ?? "");
  const hidden = message.is_ephemeral && isReply(message) && store.place.thread !== message.thread_ts;
  if (hidden)
    notices.offer(`${store.nameOf(message.user)} left you a private note in a thread.`, "Open", () =>
      deeds.openChannel(channel, { thread: message.thread_ts }),
    );
}

function connection(parts, on) {
  if (parts.store.connected === on) return;
  parts.store.connected = on;
  parts.store.changed("connection");
}

function subscribe(parts) {
  const { store } = parts;
  const main = $("main");
  const offline = h(
    "div.offline",
    { role: "status", hidden: true },
    icon("warning", 15),
    "The playground does not answer. Trying again…",
  );
  main.append(offline);
  const pane = () => (store.place.kind === "app" ? parts.homePane : parts.channelPane);
  const drawMain = () => {
    const shown = pane();
    if (shown.node.parentElement !== main) replace(main, offline, shown.node);
    shown.draw();
  };
  store.on(["place", "channels", "messages", "people", "apps"], drawMain);
  store.on(["place", "channels", "messages", "people"], () => parts.thread.draw());
  store.on(["place", "channels", "people", "apps"], () => parts.sidebar.draw());
  store.on(["people", "tools"], () => parts.rail.draw());
  store.on("place", () => arrive(parts));
  store.on("views", () => parts.modals.draw());
  store.on("log", () => parts.inspector.draw());
  store.on("messages", () => parts.inspector.draw());
  store.on("typing", () => {
    parts.channelPane.drawTyping();
    parts.thread.draw();
  });
  store.on("tools", () => parts.tour.draw());
  store.on("connection", () => {
    offline.hidden = store.connected;
  });
}

function arrive({ store }) {
  $("app").toggleAttribute("data-thread", store.place.kind === "channel" && Boolean(store.place.thread));
  writeAddress({ me: store.me, place: store.place });
  const channel = store.channels.get(store.place.channel);
  const here =
    store.place.kind === "app"
      ? store.apps.get(store.place.app)?.name
      : channel && `${channel.kind === "im" ? "" : "#"}${store.channelTitle(channel)}`;
  document.title = [here, store.team.name].filter(Boolean).join(" · ");
}

async function begin() {
  applyTheme();
  const parts = build();
  subscribe(parts);
  listenForKeys(parts);
  $("app").append(h("div.scrim", { onClick: parts.closeDrawer }));
  const { as, place } = readAddress();
  const state = await parts.deeds.begin(as);
  if (!state?.ok)
    return void replace(
      $("main"),
      h(
        "div.empty",
        icon("warning", 32),
        h("h3", "The playground does not answer"),
        h("p", "Start it, then load this page again."),
      ),
    );
  window.addEventListener("hashchange", () => parts.deeds.go(readAddress().place));
  document.addEventListener(
    "visibilitychange",
    () => parts.store.place.channel && parts.deeds.markRead(parts.store.place.channel),
  );
  await parts.deeds.go(place);
  document.documentElement.dataset.ready = "true";
}

begin();
