import { Cell } from "./cell.js";

/** What the page's one polite live region says. */
export const announcement = new Cell("");

const PAUSE = 10_000;
let last = -PAUSE;
let waiting: string | undefined;

/** Says a sentence to readers of screens, one in ten seconds at most; the latest counts. Urgent ones do not wait. */
export function announce(sentence: string, urgent = false): void {
  const now = performance.now();
  if (urgent || now - last >= PAUSE) {
    last = now;
    waiting = undefined;
    announcement.set(sentence);
    return;
  }

  if (waiting === undefined) {
    setTimeout(() => {
      if (waiting !== undefined) announce(waiting, true);
    }, PAUSE - (now - last));
  }

  waiting = sentence;
}
