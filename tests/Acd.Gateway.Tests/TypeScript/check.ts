import type { components, operations, paths } from "./api";

type Event = components["schemas"]["AnyEvent"];

// Each type of event has its own members: this compiles only where `type` tells them apart.
export function describe(event: Event): string {
  switch (event.type) {
    case "contactOffered":
      return `${event.sequence} ${event.contact} ${event.offer} ${event.due} ${event.requirements?.[0]?.skill}`;
    case "contactClosed":
      return `${event.queue} ${event.reason} ${event.wait + event.talk}`;
    case "agentPresenceChanged":
      return `${event.agent} ${event.presence}`;
    case "settingsChanged":
      return `${event.queue?.plan?.[0]?.do.raisePriority} ${event.gate?.queue}`;
    default:
      return event.at;
  }
}

export const queued: components["schemas"]["EnqueueContact"] = {
  skills: ["en", { skill: "loans", level: 7 }],
  plan: [{ after: 60, do: { lowerLevels: 9 } }],
};

// The body of hold may be missing.
export const hold: operations["holdContact"]["requestBody"] = undefined;

export type Contact = paths["/v1/contacts/{id}"]["get"]["responses"]["200"]["content"]["application/json"];

export const firstOffer = (contact: Contact): string | undefined => contact.offers?.find((offer) => offer.state === "pending")?.id;
