import { useSelected } from "../core/cell.js";
import { serverNow, tick } from "../core/clock.js";
import { duration, NONE } from "../core/format.js";

/** How long ago something was; it counts by itself. role="timer" is silent. */
export function Since({ at, class: className }: { at: string | undefined; class?: string }) {
  const text = useSelected(tick, () => (at === undefined ? NONE : duration((serverNow() - Date.parse(at)) / 1000)));
  return <span role="timer" class={className}>{text}</span>;
}

/** How long it is until then. */
export function Until({ at, class: className }: { at: string | undefined; class?: string }) {
  const text = useSelected(
    tick, () => (at === undefined ? NONE : duration(Math.ceil((Date.parse(at) - serverNow()) / 1000))));
  return <span role="timer" class={className}>{text}</span>;
}

/** Whether a time in seconds since a moment has passed; the component is drawn anew when it does. */
export function usePassed(at: string | undefined, seconds: number): boolean {
  return useSelected(tick, () => at !== undefined && serverNow() - Date.parse(at) > seconds * 1000);
}
