import { count, duration, percent } from "../core/format.js";
import type { AgentCounts, CenterTotals } from "../core/types.js";
import type { Level } from "../parts/state.js";

/** What a center wants where its queues say nothing else: 80 % in target, at most 5 % abandoned. */
export const GOALS = { serviceLevel: 0.8, serviceLevelLeast: 0.6, abandoned: 0.05, abandonedMost: 0.1 };

/** Seconds in which a contact should be answered where the queue does not say. */
const ANSWER_WITHIN = 20;

export const serviceLevelOf = (share: number | undefined): Level =>
  share === undefined ? "none" : share >= GOALS.serviceLevel ? "ok" : share >= GOALS.serviceLevelLeast ? "warn" : "breach";

export const abandonedOf = (share: number | undefined): Level =>
  share === undefined ? "none" : share <= GOALS.abandoned ? "ok" : share <= GOALS.abandonedMost ? "warn" : "breach";

/** A wait within the target is well, up to three times of it a warning. */
export function waitOf(seconds: number | undefined, target: number | undefined): Level {
  const within = target ?? ANSWER_WITHIN;
  return seconds === undefined || seconds <= within ? "ok" : seconds <= 3 * within ? "warn" : "breach";
}

/** One of the six figures, beside its target. */
export interface Tile {
  title: string;
  value: string;
  unit?: string;
  target: string;
  level: Level;
}

const LEVEL_WORDS: Record<Level, string> = { ok: "in target", warn: "near the limit", breach: "out of target", none: "no data" };

export const levelWord = (level: Level): string => LEVEL_WORDS[level];

export function tilesOf(center: CenterTotals, agents: AgentCounts, now: number): Tile[] {
  const wait = center.longestWaitingSince === undefined ? undefined : (now - Date.parse(center.longestWaitingSince)) / 1000;
  const within = center.target ?? ANSWER_WITHIN;
  const atWork = agents.busy + agents.ringing + agents.wrapUp;
  const unservable = center.unservable ?? 0;
  return [
    {
      title: "Waiting", value: count(center.waiting), target: `${count(agents.idle)} ready`,
      level: center.waiting <= agents.idle ? "ok" : center.waiting <= agents.idle + atWork ? "warn" : "breach",
    },
    { title: "Longest wait", value: duration(wait ?? 0), target: `target ${duration(within)}`, level: waitOf(wait, within) },
    {
      title: "Service level today", value: percent(center.serviceLevel), target: `target ${percent(GOALS.serviceLevel)}`,
      level: serviceLevelOf(center.serviceLevel),
    },
    {
      title: "Abandoned today", value: percent(center.abandonedShare, 1), target: `at most ${percent(GOALS.abandoned)}`,
      level: abandonedOf(center.abandonedShare),
    },
    {
      title: "Agents ready", value: count(agents.idle), unit: `of ${count(agents.idle + atWork + agents.notReady)}`,
      target: `${count(atWork)} busy, ${count(agents.notReady)} not ready`,
      level: agents.idle > 0 || center.waiting === 0 ? "ok" : "warn",
    },
    { title: "Nobody can serve", value: count(unservable), target: "target 0", level: unservable === 0 ? "ok" : "breach" },
  ];
}
