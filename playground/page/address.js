// The address bar says who and where, so a link or a second window opens the same place.

export function readAddress() {
  const hash = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const place = hash[0] === "app" ? { kind: "app", app: hash[1], tab: hash[2] } : hash[0] ? { kind: "channel", channel: hash[0], thread: hash[1] } : {};
  return { as: new URLSearchParams(location.search).get("as") ?? localStorage.getItem("playground.me"), place };
}

export function writeAddress({ me, place }) {
  if (!me) return;
  localStorage.setItem("playground.me", me);
  const parts = place.kind === "app" ? ["app", place.app, place.tab] : [place.channel, place.thread];
  const hash = parts.filter(Boolean).map(encodeURIComponent).join("/");
  history.replaceState(null, "", `?as=${encodeURIComponent(me)}#/${hash}`);
}
