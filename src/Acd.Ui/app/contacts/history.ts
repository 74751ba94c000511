import { useEffect, useState } from "preact/hooks";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import type { Contact, Explanation } from "../core/types.js";
import type { ContactEvent } from "./timeline.js";

interface EventPage {
  events: ContactEvent[];
  next: number;
  firstKept: number;
  last: number;
}

export interface ContactHistory {
  contact: Contact;
  explanation: Explanation;
  events: ContactEvent[];
  /** Whether its first events are no longer kept. */
  cut: boolean;
}

export interface HistoryView {
  history: ContactHistory | undefined;
  problem: Problem | undefined;
  again: () => void;
}

const MOST_PAGES = 40;

/** A contact's events, from its first one on. The store keeps the latest only. */
async function eventsOf(contact: Contact & { sequence?: number }, signal: AbortSignal): Promise<[ContactEvent[], boolean]> {
  const events: ContactEvent[] = [];
  let after = Math.max(0, (contact.sequence ?? 1) - 1);
  let cut = false;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { body } = await read<EventPage>(address(["events"], { contact: contact.id, after, limit: 1000 }), signal);
    cut ||= page === 0 && body.firstKept > after + 1;
    events.push(...body.events);
    if (body.next >= body.last || body.next === after) break;
    after = body.next;
  }

  return [events, cut];
}

/** A contact with all that is known of it. It is read again on demand, and while it is open every three seconds. */
export function useHistory(id: string): HistoryView {
  const [history, setHistory] = useState<ContactHistory>();
  const [problem, setProblem] = useState<Problem>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      try {
        const [contact, explanation] = await Promise.all([
          read<Contact>(address(["contacts", id]), gone.signal),
          read<Explanation>(address(["contacts", id, "explain"]), gone.signal),
        ]);
        const [events, cut] = await eventsOf(contact.body, gone.signal);
        if (gone.signal.aborted) return;
        setHistory({ contact: contact.body, explanation: explanation.body, events, cut });
        setProblem(undefined);
        if (contact.body.state !== "closed") timer = setTimeout(() => setAsked((times) => times + 1), 3_000);
      } catch (failed) {
        if (!gone.signal.aborted) setProblem(problemFrom(failed));
      }
    };
    void load();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [id, asked]);
  return { history, problem, again: () => setAsked((times) => times + 1) };
}
