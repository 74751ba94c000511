import { useEffect, useState } from "preact/hooks";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import type { Contact, Contacts } from "../core/types.js";

/** The fields of a search that stand in the address as they are. */
export const FIELDS = ["state", "queue", "gate", "channel", "skill", "agent", "callerId", "reason", "from", "to"] as const;
export type FieldName = (typeof FIELDS)[number];

export const STATES = ["queued", "offered", "connected", "wrapUp", "closed"];
export const REASONS = ["completed", "abandoned", "canceled", "expired", "overflowed", "rejected"];

const SHOWN = 100;
const MOST_PAGES = 20;

/** The API's parameters of what the address asks for. Attributes are written as name=value, apart by commas. */
export function parametersOf(query: URLSearchParams): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const name of FIELDS) {
    const value = query.get(name)?.trim();
    if (!value) continue;
    parameters[name] = name === "from" || name === "to" ? new Date(value).toISOString() : value;
  }

  for (const pair of (query.get("attributes") ?? "").split(",")) {
    const [name, value] = pair.split("=").map((part) => part.trim());
    if (name && value) parameters[`attribute.${name}`] = value;
  }

  return parameters;
}

export interface Found {
  contacts: Contact[] | undefined;
  more: boolean;
  problem: Problem | undefined;
  busy: boolean;
  again: () => void;
}

/** The contacts that the address asks for: a page of them, or more. A page may be short and have a next one. */
export function useSearch(query: string, shown: number): Found {
  const [found, setFound] = useState<{ contacts?: Contact[]; more: boolean; problem?: Problem }>({ more: false });
  const [busy, setBusy] = useState(true);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    const load = async (): Promise<void> => {
      setBusy(true);
      try {
        const parameters = parametersOf(new URLSearchParams(query));
        const contacts: Contact[] = [];
        let next: string | undefined;
        for (let page = 0; page < MOST_PAGES && contacts.length < shown; page++) {
          const { body } = await read<Contacts>(
            address(["contacts"], { ...parameters, limit: SHOWN, after: next }), gone.signal);
          contacts.push(...body.contacts);
          next = body.next === undefined ? undefined : String(body.next);
          if (next === undefined) break;
        }

        setFound({ contacts, more: next !== undefined });
      } catch (failed) {
        if (!gone.signal.aborted) setFound({ more: false, problem: problemFrom(failed) });
      } finally {
        if (!gone.signal.aborted) setBusy(false);
      }
    };
    void load();
    return () => gone.abort();
  }, [query, shown, asked]);
  return {
    contacts: found.contacts, more: found.more, problem: found.problem, busy, again: () => setAsked((times) => times + 1),
  };
}
