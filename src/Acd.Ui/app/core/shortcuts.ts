import { singleKeys } from "./choices.js";
import { go, link } from "./router.js";

type Action = () => void;

const single = new Map<string, Action[]>();

/** Binds a single key while the returned function is not called. The latest binding counts. */
export function bind(key: string, action: Action): () => void {
  const actions = single.get(key) ?? [];
  actions.push(action);
  single.set(key, actions);
  return () => {
    const at = actions.lastIndexOf(action);
    if (at >= 0) actions.splice(at, 1);
  };
}

const PAGES: Record<string, string> = { w: "wallboard", c: "contacts", s: "settings", d: "desk" };
let goingUntil = 0;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
}

addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || isTyping(pressed.target)) return;
  if (singleKeys.value === "off" || document.querySelector("dialog[open]")) return;
  const page = PAGES[pressed.key];
  if (performance.now() < goingUntil && page) {
    goingUntil = 0;
    pressed.preventDefault();
    go(link([page]));
    return;
  }

  goingUntil = pressed.key === "g" ? performance.now() + 1500 : 0;
  const action = single.get(pressed.key)?.at(-1);
  if (!action) return;
  pressed.preventDefault();
  action();
});
