import { Cell } from "./cell.js";

let offset = 0;
let bestTrip = Number.POSITIVE_INFINITY;

/** The server's time in milliseconds, by the best measured offset of this machine's clock. */
export const serverNow = (): number => Date.now() + offset;

/** Learns the offset from an answer; the quickest answer tells it best. */
export function learnServerTime(serverTime: string, sentAt: number): void {
  const trip = Date.now() - sentAt;
  if (trip > bestTrip) return;
  bestTrip = trip;
  offset = Date.parse(serverTime) + trip / 2 - Date.now();
}

/** The server's time, once a second. Durations count by it; a tick never asks the server for anything. */
export const tick = new Cell(serverNow());

function schedule(): void {
  const now = serverNow();
  setTimeout(() => {
    tick.set(serverNow());
    schedule();
  }, 1000 - (now % 1000));
}

schedule();
