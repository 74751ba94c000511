import { Icon } from "./icons.js";

/** How a figure stands to its target. */
export type Level = "ok" | "warn" | "breach" | "none";

const STATES: Record<string, string> = {
  idle: "Ready", ringing: "Ringing", busy: "In contact", wrapUp: "Wrap-up", notReady: "Not ready", offline: "Logged out",
  queued: "Waiting", offered: "Ringing", connected: "Connected", parked: "Parked", closed: "Closed", held: "On hold",
  draining: "Finishing",
};

const ICONS: Record<string, string> = {
  queued: "more", offered: "ringing", connected: "busy", parked: "park", closed: "done", held: "pause", draining: "wrapUp",
};

/** The word for a state of an agent or a contact. */
export const stateWord = (state: string): string => STATES[state] ?? state;

/** A state by word, drawing and colour. */
export function State({ of }: { of: string }) {
  return (
    <span class={`state state-${of}`}>
      <Icon name={ICONS[of] ?? of} />
      {stateWord(of)}
    </span>
  );
}

const REASONS: Record<string, string> = {
  ringNoAnswer: "did not answer", declined: "declined too often", deviceUnreachable: "device unreachable",
  manualIn: "manual in", closed: "center closed", heartbeatLost: "connection lost", drained: "finished and left",
};

/** A reason for not being ready, in words. */
export const reasonWord = (reason: string): string => REASONS[reason] ?? reason;
