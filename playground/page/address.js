// The address bar says who and where, so a link or a second window opens the same place.

import { keep, kept } from "./kept.js";

export function readAddress() {
  const hash = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const place =
    hash[0] === "app"
      ? { kind: "app", app: hash[1], tab: hash[2] }
      : hash[0]
        ? { kind: "channel", channel: hash[0], thread: hash[1] }
        : {};
  const query = new URLSearchParams(location.search);
  if (query.has("channel"))
    return {
      as: whoKept(query),
      place: { kind: "channel", channel: query.get("channel"), ts: query.get("ts") ?? undefined },
    };
  return { as: whoKept(query), place };
}

// A permalink to a message, read back: where it leads in this page, or null when it leads elsewhere.
export function readPermalink(url, teamUrl) {
  const match = /^(https?:\/\/[^/]+\/)archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?(?:\?(.*))?$/.exec(url);
  if (!match || ![teamUrl, `${location.origin}/`].includes(match[1])) return null;
  const ts = match[3] && `${match[3]}.${match[4]}`;
  return { channel: match[2], ts, thread: new URLSearchParams(match[5] ?? "").get("thread_ts") ?? undefined };
}

function whoKept(query) {
  return query.get("as") ?? kept("me");
}

export function writeAddress({ me, place }) {
  if (!me) return;
  keep("me", me);
  const parts = place.kind === "app" ? ["app", place.app, place.tab] : [place.channel, place.thread];
  const hash = parts.filter(Boolean).map(encodeURIComponent).join("/");
  const address = `?as=${encodeURIComponent(me)}#/${hash}`;
  // Another place is a step that Back takes back; where a visit begins, and who one is, are none.
  if (history.state && location.hash !== `#/${hash}`) history.pushState(true, "", address);
  else history.replaceState(true, "", address);
}
