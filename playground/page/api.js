// The only place that speaks HTTP with the playground; every answer is an object with `ok`, never an exception.

const SILENT = { ok: false, error: "offline", detail: "The playground does not answer. Is it still running?" };

export class Api {
  constructor() {
    this.me = null;
    this.team = null;
    this.inFlight = 0;
  }

  get(path, query = {}) {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(this.signed(query)))
      if (value !== null && value !== undefined && value !== "") params.set(name, value);
    return ask(`/_control/${path}?${params}`, { method: "GET" });
  }

  async post(path, body = {}) {
    this.inFlight += 1;
    const answer = await this.sent(path, body);
    this.inFlight -= 1;
    return answer;
  }

  // A file as it is.
  send(path, file, type) {
    return ask(`/_control/${path}`, { method: "POST", headers: { "Content-Type": type }, body: file });
  }

  sent(path, body) {
    return ask(`/_control/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(this.signed(body)),
    });
  }

  signed(fields) {
    return { ...(this.me ? { as: this.me } : {}), ...(this.team ? { team: this.team } : {}), ...fields };
  }
}

async function ask(url, options) {
  try {
    const answer = await fetch(url, options);
    return await answer.json();
  } catch {
    return SILENT;
  }
}
