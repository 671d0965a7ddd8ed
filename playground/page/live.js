// Listens to what happens, and keeps listening: reconnects with patience and asks for what was missed.

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 8000;

export class Live {
  constructor({ onEvent, onConnection }) {
    this.onEvent = onEvent;
    this.onConnection = onConnection;
    this.socket = null;
    this.pause = FIRST_PAUSE;
    this.log = false;
  }

  listen({ me, team, seq }) {
    this.close();
    this.place = { me, team };
    this.seq = seq;
    this.connect();
  }

  wantLog(on) {
    this.log = on;
    this.send({ type: "log", on });
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close() {
    clearTimeout(this.timer);
    if (!this.socket) return;
    this.socket.onclose = null;
    this.socket.close();
    this.socket = null;
  }

  connect() {
    const socket = new WebSocket(this.address());
    socket.onopen = () => this.opened();
    socket.onmessage = (frame) => this.heard(JSON.parse(frame.data));
    socket.onclose = () => this.lost();
    this.socket = socket;
  }

  address() {
    const params = new URLSearchParams({ as: this.place.me, after: String(this.seq) });
    if (this.place.team) params.set("team", this.place.team);
    if (this.log) params.set("log", "1");
    return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_page/live?${params}`;
  }

  opened() {
    this.pause = FIRST_PAUSE;
    this.onConnection(true);
  }

  heard(event) {
    if (event.type === "hello" && this.isAnotherLife(event)) this.onEvent({ type: "reset" });
    if (typeof event.seq === "number") this.seq = Math.max(this.seq, event.seq);
    this.onEvent(event);
  }

  // Started anew, it counts anew, and nothing of what is shown need be there any more.
  isAnotherLife({ life, seq }) {
    const another = this.life !== undefined && this.life !== life;
    this.life = life;
    if (another) this.seq = seq;
    return another;
  }

  lost() {
    this.onConnection(false);
    this.timer = setTimeout(() => this.connect(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }
}
