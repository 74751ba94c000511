/** How a stream stands. */
export type StreamState = "connecting" | "live" | "reconnecting" | "unavailable" | "signedOut" | "refused";

/** What a stream tells. */
export interface StreamListener {
  event(type: string, data: string): void;
  state(state: StreamState, since: number): void;
}

const SILENCE = 30_000;
const GRACE = 2_000;
const REFUSED = [400, 403, 404, 409];

/**
 * A stream of server-sent events that connects again by itself. It is read with fetch: EventSource shows neither the status of
 * a refusal nor the signs of life between events.
 */
export class SseStream {
  private readonly ended = new AbortController();
  private lastId: string | undefined;
  private retry = 1_000;
  private shown: StreamState = "connecting";
  private lostAt: number | undefined;
  private graceTimer: ReturnType<typeof setTimeout> | undefined;

  /** resumes: whether to go on after the last event; else every connection begins with the whole view. */
  constructor(private readonly path: string, private readonly resumes: boolean, private readonly listener: StreamListener) {
    void this.run();
  }

  close(): void {
    this.ended.abort();
    clearTimeout(this.graceTimer);
  }

  private async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const pause = await this.connect();
      if (pause === undefined || this.ended.signal.aborted) return;
      await new Promise((done) => setTimeout(done, pause));
    }
  }

  /** Reads until the connection ends; the pause before the next one, or undefined where there is none. */
  private async connect(): Promise<number | undefined> {
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    this.ended.signal.addEventListener("abort", end);
    let silence = setTimeout(end, SILENCE);
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (this.resumes && this.lastId) headers["last-event-id"] = this.lastId;
      const answer = await fetch(this.path, {
        headers, signal: attempt.signal, credentials: "same-origin", cache: "no-store",
      });
      if (answer.status === 401) return this.stop("signedOut");
      if (REFUSED.includes(answer.status)) return this.stop("refused");
      if (!answer.ok || !answer.body) {
        this.lost("unavailable");
        return 1_000 * (Number(answer.headers.get("retry-after")) || 1);
      }

      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE);
        this.alive();
        rest = this.take(rest + value);
      }
    } catch (failed) {
      // The connection broke, or was silent for too long. Anything else is an error of this code.
      if (!(failed instanceof TypeError) && !(failed instanceof DOMException)) throw failed;
    } finally {
      clearTimeout(silence);
      this.ended.signal.removeEventListener("abort", end);
    }

    if (!this.ended.signal.aborted) this.lost("reconnecting");
    return this.retry;
  }

  /** Takes whole events from the text; what is left belongs to the next one. */
  private take(text: string): string {
    const blocks = text.split("\n\n");
    const rest = blocks.pop() ?? "";
    for (const block of blocks) {
      let type = "message";
      const data: string[] = [];
      for (const line of block.split("\n")) {
        if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
        else if (line.startsWith("event:")) type = line.slice(6).trim();
        else if (line.startsWith("id:")) this.lastId = line.slice(3).trim();
        else if (line.startsWith("retry:")) this.retry = Number(line.slice(6)) || this.retry;
      }

      if (data.length > 0 && !this.ended.signal.aborted) this.listener.event(type, data.join("\n"));
    }

    return rest;
  }

  private alive(): void {
    clearTimeout(this.graceTimer);
    this.graceTimer = undefined;
    this.lostAt = undefined;
    this.show("live");
  }

  // A short break is not shown: figures would flicker at each restart of a balancer.
  private lost(state: StreamState): void {
    this.lostAt ??= Date.now();
    if (state === "unavailable" || this.shown === "reconnecting" || this.shown === "unavailable") {
      this.show(state);
    } else {
      this.graceTimer ??= setTimeout(() => this.show("reconnecting"), GRACE);
    }
  }

  private stop(state: StreamState): undefined {
    this.show(state);
    return undefined;
  }

  private show(state: StreamState): void {
    if (state === this.shown) return;
    this.shown = state;
    this.listener.state(state, this.lostAt ?? Date.now());
  }
}
