import { Cell } from "./cell.js";

/** An error as the API tells it (RFC 9457). */
export interface Problem {
  status: number;
  code: string;
  detail: string;
  field?: string;
  limit?: string;
}

/** A refused or failed request. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** An answer with what its headers tell. */
export interface Answer<T> {
  body: T;
  status: number;
  etag?: string;
  sequence?: number;
}

/** Whether the last answer said that the caller is signed out. */
export const signedOut = new Cell(false);

interface SendOptions {
  body?: unknown;
  ifMatch?: string;
  ifNoneMatch?: string;
  key?: string;
  signal?: AbortSignal;
  accept?: string;
}

const MOST_TRIES = 4;

/** Reads a resource. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  return send<T>("GET", path, signal ? { signal } : {});
}

/**
 * Sends a request. Where the store or the network is away it is sent again, with the same Idempotency-Key: it is the same
 * command then. A refusal throws RequestFailed.
 */
export async function send<T>(method: string, path: string, options: SendOptions = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: options.accept ?? "application/json" };
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (options.ifMatch) headers["if-match"] = options.ifMatch;
  if (options.ifNoneMatch) headers["if-none-match"] = options.ifNoneMatch;
  if (method === "POST" && path !== "/v1/session") headers["idempotency-key"] = options.key ?? newKey();
  const body = options.body === undefined ? null : JSON.stringify(options.body);

  for (let tries = 1; ; tries++) {
    let answer: Response;
    try {
      answer = await fetch(path, { method, headers, body, signal: options.signal ?? null, credentials: "same-origin" });
    } catch (failed) {
      if (options.signal?.aborted || tries === MOST_TRIES) throw unreachable(failed);
      await wait(500 * tries);
      continue;
    }

    if (answer.status === 503 && tries < MOST_TRIES) {
      await wait(1000 * Math.min(10, Number(answer.headers.get("retry-after")) || 1));
      continue;
    }

    return await understand<T>(answer, path);
  }
}

async function understand<T>(answer: Response, path: string): Promise<Answer<T>> {
  const text = await answer.text();
  if (answer.ok) {
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    const sequence = answer.headers.get("acd-sequence");
    const etag = answer.headers.get("etag");
    return {
      body: (isJson && text ? JSON.parse(text) : text) as T,
      status: answer.status,
      ...(etag ? { etag } : {}),
      ...(sequence ? { sequence: Number(sequence) } : {}),
    };
  }

  if (answer.status === 401 && path !== "/v1/session") signedOut.set(true);
  throw new RequestFailed(problemOf(answer.status, text));
}

function problemOf(status: number, text: string): Problem {
  try {
    const { code, detail, field, limit } = JSON.parse(text) as Problem;
    return { status, code, detail, ...(field ? { field } : {}), ...(limit ? { limit } : {}) };
  } catch (unread) {
    if (!(unread instanceof SyntaxError)) throw unread;
    return { status, code: `http.${status}`, detail: `The server answered ${status}.` };
  }
}

function unreachable(cause: unknown): RequestFailed {
  const aborted = cause instanceof DOMException && cause.name === "AbortError";
  return new RequestFailed({
    status: 0,
    code: aborted ? "page.aborted" : "page.unreachable",
    detail: aborted ? "The request was given up." : "The server does not answer. Check the connection, then try again.",
  });
}

/** The problem of anything that was thrown while a request was sent. */
export function problemFrom(thrown: unknown): Problem {
  if (thrown instanceof RequestFailed) return thrown.problem;
  throw thrown;
}

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** A new Idempotency-Key. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A path with its segments escaped and its query put together; parameters without a value are left out. */
export function address(segments: string[], query: Record<string, string | number | undefined> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parameters.append(name, String(value));
  }

  const search = parameters.toString();
  return `/v1/${segments.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}
