// With Bolt for Node and @slack/web-api, over Socket Mode or HTTP: what tests/playground/guests/sync_app.py does.

const { App, LogLevel } = require("@slack/bolt");
const VIEWS = require("../guests/views.json");

const given = JSON.parse(process.env.GUEST);
const heard = [];

const REPLIES = {
  errors: { response_action: "errors", errors: { typed: "Not that." } },
  update: { response_action: "update", view: VIEWS.redrawn },
  push: { response_action: "push", view: VIEWS.second },
  clear: { response_action: "clear" },
};

async function main() {
  const over = given.http
    ? { signingSecret: given.signing_secret }
    : { appToken: given.app_token, socketMode: true };
  const app = new App({
    token: given.bot_token,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: given.base_url },
    ...over,
  });
  listen(app);
  commands(app);
  forms(app);
  buttons(app);
  const server = await app.start(given.http ? { port: 0, host: "127.0.0.1" } : undefined);
  console.log(JSON.stringify({ ready: true, port: given.http ? server.address().port : null }));
  process.stdin.on("end", () => process.exit(0)); // a farewell would wait for connections that others keep open
  process.stdin.resume();
}

function listen(app) {
  app.use(async ({ body, next }) => {
    if (body.event) heard.push([body.event.type, body.event.subtype].filter(Boolean).join("/"));
    await next();
  });
  app.message("hello", async ({ message, say }) => {
    await say({ text: `hello <@${message.user}>`, thread_ts: message.ts });
  });
  app.event("app_mention", async ({ say }) => {
    await say("you called?");
  });
  app.event("reaction_added", async ({ event, client }) => {
    if (event.reaction !== "wave") return;
    await client.reactions.add({ channel: event.item.channel, timestamp: event.item.ts, name: "eyes" });
  });
  app.event("link_shared", async ({ event, client }) => {
    const unfurls = Object.fromEntries(event.links.map(({ url }) => [url, { title: "A page", text: "what it says" }]));
    await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: VIEWS.home });
  });
}

function commands(app) {
  app.command("/define", async ({ ack, command, respond }) => {
    await ack();
    await respond(`${command.text}: a word`);
  });
  app.command("/call", async ({ ack, command, client }) => {
    const { method, args } = JSON.parse(command.text);
    const call = method.split(".").reduce((at, name) => at[name], client);
    const answer = await call(args).catch((refused) => refused.data);
    await ack({ text: JSON.stringify([answer]) });
  });
  app.command("/pages", async ({ ack, client }) => {
    const pages = [];
    for await (const page of client.paginate("conversations.list", { limit: 2 }))
      pages.push(page.channels.map(({ name }) => name));
    await ack({ text: JSON.stringify(pages) });
  });
  app.command("/upload", async ({ ack, command, client }) => {
    const told = await client.filesUploadV2({
      channel_id: command.channel_id,
      filename: "notes.txt",
      content: "some notes",
    });
    await ack({ text: JSON.stringify([told.files[0].files[0].id]) });
  });
  app.command("/heard", async ({ ack }) => {
    await ack({ text: JSON.stringify(heard.splice(0)) });
  });
}

function forms(app) {
  app.shortcut("new_thing", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: VIEWS.form });
  });
  app.options("suggested", async ({ ack, options }) => {
    await ack({ options: [{ text: { type: "plain_text", text: `${options.value}!` }, value: "x" }] });
  });
  app.action("deeper", async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: VIEWS.second });
  });
  app.action("redraw", async ({ ack, body, client }) => {
    await ack();
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: VIEWS.redrawn });
  });
  app.view("form", async ({ ack, view }) => {
    await ack(REPLIES[view.state.values.typed.it.value]);
  });
  app.view({ callback_id: "form", type: "view_closed" }, async ({ ack }) => {
    heard.push("view_closed");
    await ack();
  });
}

function buttons(app) {
  app.shortcut("explain", async ({ ack, shortcut, client }) => {
    await ack();
    await client.chat.postEphemeral({
      channel: shortcut.channel.id,
      user: shortcut.user.id,
      text: `about: ${shortcut.message.text}`,
    });
  });
  app.action("press", async ({ ack, action, respond }) => {
    await ack();
    await respond({ text: `pressed ${action.value}`, replace_original: true });
  });
  app.action("more", async ({ ack, body, client }) => {
    await ack();
    await client.views.publish({ user_id: body.user.id, view: VIEWS.more, hash: body.view.hash });
  });
}

main();
