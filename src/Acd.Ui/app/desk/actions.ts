import { address, send } from "../core/http.js";
import type { AgentContact, Contact, Presence } from "../core/types.js";

/** The commands of a desk. Those about a connection name it, so that one that comes late never hits the next contact. */
export const setPresence = (agent: string, presence: Presence, reason?: string): Promise<unknown> =>
  send("PUT", address(["agents", agent, "presence"]), { body: { presence, ...(reason ? { reason } : {}) } });

export const accept = (offer: string): Promise<unknown> => send("POST", address(["offers", offer, "accept"]), { body: {} });

export const decline = (offer: string): Promise<unknown> =>
  send("POST", address(["offers", offer, "decline"]), { body: { cause: "busy" } });

export type ContactCommand =
  | "hold" | "resume" | "park" | "requeue" | "complete" | "wrap-up/end" | "wrap-up/extend" | "callback/failed" | "transfer"
  | "handover";

export const command = (held: AgentContact, what: ContactCommand, more: object = {}): Promise<unknown> =>
  send("POST", address(["contacts", held.contact, ...what.split("/")]), {
    body: { ...(held.offer && what !== "park" ? { offer: held.offer } : {}), ...more },
  });

/** What ends the agent's part in a contact, by its state. */
export const ending = (contact: Contact): "complete" | "wrap-up/end" =>
  contact.state === "wrapUp" ? "wrap-up/end" : "complete";
