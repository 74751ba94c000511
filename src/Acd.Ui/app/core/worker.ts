import { BEAT, sendBeat } from "./heartbeat.js";
import { SseStream } from "./sse.js";
import type { StreamState } from "./sse.js";

/** What a tab sends to the worker. */
export type ToWorker =
  | { do: "subscribe"; path: string; resumes: boolean }
  | { do: "unsubscribe"; path: string }
  | { do: "beat"; path: string; on: boolean }
  | { do: "alive" }
  | { do: "leave" };

/** What the worker sends to a tab. */
export type FromWorker =
  | { path: string; type: string; data: string }
  | { path: string; state: StreamState; since: number };

interface Shared {
  stream: SseStream;
  ports: Set<MessagePort>;
  resumes: boolean;
}

// A browser opens six connections to a server, and each stream takes one. So all tabs share the streams that stand here.
const streams = new Map<string, Shared>();
const seen = new Map<MessagePort, number>();
const beats = new Map<string, Set<MessagePort>>();
const FORGOTTEN = 300_000;

function open(path: string, resumes: boolean, ports: Set<MessagePort>): Shared {
  const tell = (message: FromWorker): void => ports.forEach((port) => port.postMessage(message));
  const stream = new SseStream(path, resumes, {
    event: (type, data) => tell({ path, type, data }),
    state: (state, since) => tell({ path, state, since }),
  });
  return { stream, ports, resumes };
}

// Every connection begins with the whole view, so that a tab that joins makes all of them begin anew.
function subscribe(port: MessagePort, path: string, resumes: boolean): void {
  const shared = streams.get(path);
  const ports = shared?.ports ?? new Set<MessagePort>();
  shared?.stream.close();
  ports.add(port);
  streams.set(path, open(path, resumes, ports));
}

function unsubscribe(port: MessagePort, path: string): void {
  const shared = streams.get(path);
  if (!shared?.ports.delete(port) || shared.ports.size > 0) return;
  shared.stream.close();
  streams.delete(path);
}

// A browser slows the timers of a page that nobody sees to one in a minute, and the agent would be logged out.
function beat(port: MessagePort, path: string, on: boolean): void {
  const ports = beats.get(path) ?? new Set<MessagePort>();
  if (on) ports.add(port);
  else ports.delete(port);
  if (ports.size > 0) beats.set(path, ports);
  else beats.delete(path);
}

function leave(port: MessagePort): void {
  for (const path of [...beats.keys()]) beat(port, path, false);
  for (const path of [...streams.keys()]) unsubscribe(port, path);
  seen.delete(port);
}

function take(port: MessagePort, message: ToWorker): void {
  seen.set(port, Date.now());
  if (message.do === "subscribe") subscribe(port, message.path, message.resumes);
  else if (message.do === "unsubscribe") unsubscribe(port, message.path);
  else if (message.do === "beat") beat(port, message.path, message.on);
  else if (message.do === "leave") leave(port);
}

setInterval(() => {
  for (const path of beats.keys()) void sendBeat(path);
}, BEAT);

// A tab that was killed says no good-bye.
setInterval(() => {
  for (const [port, at] of seen) if (Date.now() - at > FORGOTTEN) leave(port);
}, 60_000);

addEventListener("connect", (connected) => {
  const port = (connected as MessageEvent).ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToWorker>) => take(port, message.data);
});
