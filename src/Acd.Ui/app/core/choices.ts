import { Cell } from "./cell.js";

/** A choice of this browser's user, kept between visits. */
export class Choice<T extends string> extends Cell<T> {
  constructor(private readonly name: string, fallback: T) {
    super((readStored(`acd.${name}`) as T | null) ?? fallback);
  }

  choose(value: T): void {
    this.set(value);
    try {
      localStorage.setItem(`acd.${this.name}`, value);
    } catch (refused) {
      // A browser may keep nothing for a page. The choice holds for this visit then.
      if (!(refused instanceof DOMException)) throw refused;
    }
  }
}

function readStored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (refused) {
    if (!(refused instanceof DOMException)) throw refused;
    return null;
  }
}

export const theme = new Choice<"system" | "light" | "dark">("theme", "system");
export const singleKeys = new Choice<"on" | "off">("single-keys", "on");
export const sound = new Choice<"on" | "off">("sound", "off");
export const notifications = new Choice<"on" | "off">("notifications", "off");
export const pinned = new Choice<string>("pinned", "");

theme.watch(() => document.documentElement.setAttribute("data-theme", theme.value));
