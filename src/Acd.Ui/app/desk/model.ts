import { useEffect, useMemo } from "preact/hooks";
import { announce } from "../core/announce.js";
import { Cell } from "../core/cell.js";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import { follow, keepAlive } from "../core/streams.js";
import type { Agent, Contact } from "../core/types.js";
import { reasonWord } from "../parts/state.js";

/** What the desk tells its agent about what happened without her. */
export interface Notice {
  level: "ok" | "warn" | "breach";
  text: string;
  /** Whether being ready again is one click. */
  offersReady?: boolean;
}

interface AgentEvent {
  type: string;
  at: string;
  contact?: string;
  offer?: string;
  whisper?: string;
  callback?: string;
  presence?: string;
  reason?: string;
  to?: string;
  forced?: boolean;
  until?: string;
}

interface Snapshot {
  agents: Agent[];
  contacts: Contact[];
}

/** What an offer says that is in its event only. */
export interface OfferWords {
  whisper?: string;
  callback?: string;
}

const WORDS_KEY = "acd.offers";

/** An agent and her contacts. The stream says when something changed; what is so now is read from the server. */
export class DeskModel {
  readonly agent = new Cell<Agent | undefined>(undefined);
  readonly contacts = new Cell<ReadonlyMap<string, Contact>>(new Map());
  readonly notice = new Cell<Notice | undefined>(undefined);
  readonly problem = new Cell<Problem | undefined>(undefined);
  readonly words = new Cell<Record<string, OfferWords>>(readWords());
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly id: string) {}

  /** Takes an event of the agent's stream. */
  take(type: string, data: unknown): void {
    if (type === "snapshot") {
      const { agents, contacts } = data as Snapshot;
      this.agent.set(agents[0]);
      this.contacts.set(new Map(contacts.map((contact) => [contact.id, contact])));
      this.soon();
      return;
    }

    const event = data as AgentEvent;
    if (type === "contactOffered") this.keepWords(event);
    const notice = noticeOf(type, event);
    if (notice) {
      this.notice.set(notice);
      announce(notice.text, true);
    } else if (type === "agentPresenceChanged") {
      this.notice.set(undefined);
    }

    this.soon();
  }

  /** Reads the agent and her contacts again; the latest answer counts. */
  async refresh(): Promise<void> {
    const number = ++this.asked;
    try {
      const { body: agent } = await read<Agent>(address(["agents", this.id]));
      const contacts = await Promise.all(agent.contacts.map(async ({ contact }) =>
        (await read<Contact>(address(["contacts", contact]))).body));
      if (number !== this.asked) return;
      this.problem.set(undefined);
      this.agent.set(agent);
      this.contacts.set(new Map(contacts.map((contact) => [contact.id, contact])));
    } catch (failed) {
      if (number === this.asked) this.problem.set(problemFrom(failed));
    }
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), 25);
  }

  private keepWords({ offer, whisper, callback }: AgentEvent): void {
    if (!offer || (!whisper && !callback)) return;
    const words = { ...this.words.value, [offer]: { ...(whisper ? { whisper } : {}), ...(callback ? { callback } : {}) } };
    this.words.set(Object.fromEntries(Object.entries(words).slice(-20)));
    // The page may be loaded again while it rings, and the event comes once.
    sessionStorage.setItem(WORDS_KEY, JSON.stringify(this.words.value));
  }
}

const readWords = (): Record<string, OfferWords> =>
  JSON.parse(sessionStorage.getItem(WORDS_KEY) ?? "{}") as Record<string, OfferWords>;

const HAPPENED: Record<string, Notice> = {
  offerTimedOut: { level: "warn", text: "You did not answer. The contact is back in line." },
  offerRevoked: { level: "warn", text: "The contact is gone: the caller hung up, or another agent was first." },
  contactParked: { level: "ok", text: "Parked. It comes back to you first." },
};

const SET_ASIDE: Record<string, Notice> = {
  ringNoAnswer: { level: "warn", text: "You are set not ready: you did not answer.", offersReady: true },
  declined: { level: "warn", text: "You are set not ready: you declined too often.", offersReady: true },
  heartbeatLost: { level: "breach", text: "You were logged out: the connection was lost.", offersReady: true },
};

const HANDOVER_FAILED: Record<string, string> = {
  declined: "declined", unanswered: "did not answer", unavailable: "is not available",
};

function noticeOf(type: string, event: AgentEvent): Notice | undefined {
  if (type === "handoverFailed") {
    const why = HANDOVER_FAILED[event.reason ?? ""];
    return why ? { level: "warn", text: `${event.to ?? "The agent"} ${why}. You still have the contact.` } : undefined;
  }

  if (type !== "agentPresenceChanged") return HAPPENED[type];
  if (!event.forced) return event.reason === undefined ? undefined : SET_ASIDE[event.reason];
  if (event.presence === "offline") return { level: "warn", text: "A supervisor logged you out." };
  if (event.presence !== "notReady") return { level: "warn", text: "A supervisor changed your presence." };
  const why = event.reason ? `: ${reasonWord(event.reason)}` : "";
  return { level: "warn", text: `A supervisor set you not ready${why}.`, offersReady: true };
}

/** The desk of an agent: it follows her stream, and sends her heartbeats while she is logged in. */
export function useDesk(id: string): DeskModel {
  const model = useMemo(() => new DeskModel(id), [id]);
  useEffect(
    () => follow(`${address(["agents", id, "events"])}?snapshot=true`, false, (type, data) => model.take(type, data)), [id]);
  useEffect(() => {
    let stop: (() => void) | undefined;
    const unwatch = model.agent.watch(() => {
      const isIn = model.agent.value !== undefined && model.agent.value.presence !== "offline";
      if (isIn) stop ??= keepAlive(address(["agents", id, "heartbeat"]));
      else {
        stop?.();
        stop = undefined;
      }
    });
    return () => {
      unwatch();
      stop?.();
    };
  }, [model]);
  return model;
}
