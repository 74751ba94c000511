/** What the API answers, as far as the pages read it. Times are RFC 3339 in UTC, durations seconds, shares 0 to 1. */
export interface QueueRow {
  queue: string;
  name?: string;
  open: boolean;
  waiting: number;
  longestWaitingSince?: string;
  estimate?: number;
  serviceLevel?: number;
  target?: number;
  offered: number;
  answered: number;
  abandoned: number;
  abandonedShare?: number;
  averageSpeedOfAnswer?: number;
  available?: number;
  unservable?: number;
  callbacks?: number;
}

export interface CenterTotals extends Omit<QueueRow, "queue"> {
  unservable?: number;
}

export type AgentState = "idle" | "ringing" | "busy" | "wrapUp" | "notReady" | "offline";
export type AgentCounts = Record<AgentState, number>;

export interface Alarm {
  id?: string;
  queue?: string;
  kind?: string;
  since?: string;
  text?: string;
}

export interface Board {
  sequence: number;
  at: string;
  center: CenterTotals;
  queues: QueueRow[];
  removedQueues?: string[];
  agents: AgentCounts;
  alarms: Alarm[];
}

export interface SkillLevel {
  skill: string;
  level: number;
}

export interface AgentContact {
  contact: string;
  state: ContactState;
  offer?: string;
  channel: string;
  cost: number;
}

export interface AgentProfile {
  name?: string;
  skills: SkillLevel[];
  capacity: number;
  channels: unknown[];
  autoAccept: boolean;
  manualIn: boolean;
  address?: string;
}

export type Presence = "available" | "notReady" | "draining" | "offline";

export interface Agent {
  id: string;
  profile: AgentProfile;
  presence: Presence;
  presenceSince: string;
  reason?: string;
  forced?: boolean;
  state?: AgentState;
  stateSince?: string;
  taken: number;
  contactsToday?: number;
  contacts: AgentContact[];
}

export interface Page<T> {
  next?: number | string;
  items?: T[];
}

export interface Agents {
  agents: Agent[];
  next?: number | string;
}

export type ContactState = "queued" | "offered" | "connected" | "wrapUp" | "parked" | "closed";

export interface Offer {
  id: string;
  agent: string;
  state: string;
  at: string;
  due?: string;
}

export interface Contact {
  id: string;
  state: ContactState;
  queue: string;
  gate?: string;
  channel: string;
  requirements: SkillLevel[];
  priority: number;
  enteredAt: string;
  waitingSince?: string;
  inQueueSince?: string;
  callerId?: string;
  caller?: string;
  attributes?: Record<string, string>;
  agent?: string;
  offers: Offer[];
  /** The pending offer by which its agent hands it over. */
  handover?: Offer;
  position?: number;
  estimatedWait?: number | { p50?: number; p90?: number };
  connectedAt?: string;
  heldSince?: string;
  wrapUpDue?: string;
  closedAt?: string;
  reason?: string;
  whisper?: string;
  callback?: { number?: string; attempts?: number; notBefore?: string; expires?: string };
  disposition?: string;
  note?: string;
}

export interface Contacts {
  contacts: Contact[];
  next?: number | string;
}

export interface ExplainReason {
  reason: string;
  agents?: number;
  remedy?: string;
  skill?: string;
  level?: number;
  readyBut?: number;
}

export interface Explanation {
  contact: string;
  state: ContactState;
  /** Not of a closed contact, as the three members that follow. */
  summary?: string;
  position?: number;
  reasons?: ExplainReason[];
  choices?: { offer: string; agent: string; text: string; idleSince?: string }[];
}

export interface Figures {
  entered: number;
  offered: number;
  answered: number;
  answeredInTarget: number;
  abandoned: number;
  handled: number;
  talkTime: number;
  averageSpeedOfAnswer?: number;
  averageHandleTime?: { total: number };
  serviceLevel: { ofAnswered?: number; ofOffered?: number; withoutShortAbandons?: number };
}

export interface Stats {
  at: string;
  timeZone: string;
  now: { waiting: number; offered: number; connected: number; wrapUp: number; callbacks: number };
  from: string;
  to: string;
  total: Figures;
  intervals?: { from: string; to: string; figures: Figures }[];
}
