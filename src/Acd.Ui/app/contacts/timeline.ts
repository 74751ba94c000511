/** An event of a contact, as far as a timeline needs it. */
export interface ContactEvent {
  type: string;
  sequence: number;
  at: string;
  agent?: string;
  offer?: string;
  queue?: string;
  reason?: string;
  cause?: string;
  [name: string]: unknown;
}

export interface Span {
  kind: "waiting" | "ringing" | "talk" | "hold" | "wrapUp" | "parked";
  from: number;
  to: number;
  /** Whether it still lasts. */
  open: boolean;
  /** How it ended. */
  end: string;
}

/** A row of the timeline: the line, or an agent. */
export interface Lane {
  title: string;
  spans: Span[];
}

const OFFER_ENDS: Record<string, string> = {
  offerAccepted: "accepted", offerDeclined: "declined", offerTimedOut: "not answered", offerRevoked: "taken back",
};

const IN_LINE = ["contactQueued", "contactTransferred", "contactReleased", "contactUnparked", "callbackFailed"];

/** Puts a contact's events together as spans of time, a lane for the line and one for each agent. */
export class Timeline {
  private readonly line: Lane = { title: "In line", spans: [] };
  private readonly lanes = new Map<string, Lane>();
  private readonly offers = new Map<string, Span>();
  private waiting: Span | undefined;
  private talk: Span | undefined;
  private hold: Span | undefined;
  private agent = "";

  constructor(events: ContactEvent[], now: number) {
    for (const event of events) this.take(event, Date.parse(event.at));
    for (const lane of this.all) {
      for (const span of lane.spans) if (span.open) span.to = Math.max(span.from, now);
    }
  }

  get all(): Lane[] {
    return [this.line, ...this.lanes.values()].filter(({ spans }) => spans.length > 0);
  }

  get begin(): number {
    return Math.min(...this.all.flatMap(({ spans }) => spans.map(({ from }) => from)));
  }

  get end(): number {
    return Math.max(...this.all.flatMap(({ spans }) => spans.map(({ to }) => to)));
  }

  private take(event: ContactEvent, at: number): void {
    const end = OFFER_ENDS[event.type];
    if (end && event.offer) {
      this.close(this.offers.get(event.offer), at, end);
    } else if (event.type === "contactOffered" && event.agent && event.offer) {
      this.offers.set(event.offer, this.open(this.laneOf(event.agent), "ringing", at));
    } else if (event.type === "contactConnected" && event.agent) {
      this.close(this.waiting, at, "answered");
      this.agent = event.agent;
      this.talk = this.open(this.laneOf(event.agent), "talk", at);
    } else if (event.type === "contactHeld") {
      this.hold = this.open(this.laneOf(this.agent), "hold", at);
    } else if (event.type === "contactResumed") {
      this.close(this.hold, at, "resumed");
    } else if (event.type === "wrapUpStarted") {
      this.endTalk(at, "completed");
      this.talk = this.open(this.laneOf(this.agent), "wrapUp", at);
    } else if (event.type === "contactTransferred" && event["to"]) {
      this.endTalk(at, "handed over");
    } else if (IN_LINE.includes(event.type)) {
      this.endTalk(at, event.type === "contactTransferred" ? "transferred" : "back in line");
      this.close(this.waiting, at, "unparked");
      this.waiting = this.open(this.line, "waiting", at);
    } else if (event.type === "contactParked") {
      this.endTalk(at, "parked");
      this.waiting = this.open(this.line, "parked", at);
    } else if (event.type === "contactClosed") {
      this.endTalk(at, event.reason ?? "closed");
      this.close(this.waiting, at, event.reason ?? "closed");
    }
  }

  private endTalk(at: number, how: string): void {
    this.close(this.hold, at, how);
    this.close(this.talk, at, how);
    this.hold = undefined;
    this.talk = undefined;
  }

  private open(lane: Lane, kind: Span["kind"], at: number): Span {
    const span: Span = { kind, from: at, to: at, open: true, end: "" };
    lane.spans.push(span);
    return span;
  }

  private close(span: Span | undefined, at: number, how: string): void {
    if (!span?.open) return;
    span.to = at;
    span.open = false;
    span.end = how;
  }

  private laneOf(agent: string): Lane {
    const lane = this.lanes.get(agent) ?? { title: agent, spans: [] };
    this.lanes.set(agent, lane);
    return lane;
  }
}
