import { Cell } from "./cell.js";
import { BEAT, sendBeat } from "./heartbeat.js";
import { signedOut } from "./http.js";
import { SseStream } from "./sse.js";
import type { StreamListener, StreamState } from "./sse.js";
import type { FromWorker, ToWorker } from "./worker.js";

/** The connection as the badge shows it: the state of the page's stream, and since when it is so. */
export const connection = new Cell<{ state: StreamState; since: number }>({ state: "connecting", since: Date.now() });

const states = new Map<string, { state: StreamState; since: number }>();
const WORST: StreamState[] = ["live", "connecting", "refused", "unavailable", "reconnecting", "signedOut"];

// A page may follow several streams. The badge shows the one that stands worst.
function showState(path: string, state: StreamState | undefined, since: number): void {
  if (state === undefined) states.delete(path);
  else states.set(path, { state, since });
  const worst = [...states.values()].sort((one, other) => WORST.indexOf(other.state) - WORST.indexOf(one.state))[0];
  if (worst) connection.set(worst);
}

const listeners = new Map<string, StreamListener>();
let port: MessagePort | undefined;

/** Follows a stream until the returned function is called. All tabs of the browser share one connection for each stream. */
export function follow(path: string, resumes: boolean, event: (type: string, data: unknown) => void): () => void {
  const listener: StreamListener = {
    event: (type, data) => event(type, JSON.parse(data)),
    state: (state, since) => {
      showState(path, state, since);
      if (state === "signedOut") signedOut.set(true);
    },
  };
  showState(path, "connecting", Date.now());
  const worker = sharedWorker();
  if (!worker) {
    const stream = new SseStream(path, resumes, listener);
    return () => {
      stream.close();
      showState(path, undefined, 0);
    };
  }

  listeners.set(path, listener);
  tell({ do: "subscribe", path, resumes });
  const again = (shown: PageTransitionEvent): void => {
    if (shown.persisted) tell({ do: "subscribe", path, resumes });
  };
  addEventListener("pageshow", again);
  return () => {
    removeEventListener("pageshow", again);
    listeners.delete(path);
    showState(path, undefined, 0);
    tell({ do: "unsubscribe", path });
  };
}

/** Sends an agent's heartbeats until the returned function is called. */
export function keepAlive(path: string): () => void {
  if (sharedWorker()) {
    tell({ do: "beat", path, on: true });
    return () => tell({ do: "beat", path, on: false });
  }

  const timer = setInterval(() => void sendBeat(path), BEAT);
  return () => clearInterval(timer);
}

const tell = (message: ToWorker): void => port?.postMessage(message);

function sharedWorker(): MessagePort | undefined {
  if (port || typeof SharedWorker === "undefined") return port;
  port = new SharedWorker(new URL("./worker.js", import.meta.url), { type: "module", name: "acd" }).port;
  port.onmessage = (message: MessageEvent<FromWorker>) => {
    const { data } = message;
    const listener = listeners.get(data.path);
    if ("state" in data) listener?.state(data.state, data.since);
    else listener?.event(data.type, data.data);
  };
  port.start();
  setInterval(() => tell({ do: "alive" }), 60_000);
  addEventListener("pagehide", () => tell({ do: "leave" }));
  return port;
}
