import { Cell } from "./cell.js";

/** Where the page is: the segments after /ui/, and the query. */
export interface Place {
  path: string[];
  query: URLSearchParams;
}

const BASE = "/ui/";

function current(): Place {
  const path = location.pathname.slice(BASE.length).split("/").filter(Boolean).map(decodeURIComponent);
  return { path, query: new URLSearchParams(location.search) };
}

export const place = new Cell<Place>(current());

addEventListener("popstate", () => place.set(current()));

/** The address of a page. */
export function link(path: string[], query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return BASE + path.map(encodeURIComponent).join("/") + (search ? `?${search}` : "");
}

/** Goes to an address of the pages; replace: the address takes the place of the one before. */
export function go(to: string, replace = false): void {
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  place.set(current());
}

/** Changes the query of this page's address. A value that is empty goes. */
export function setQuery(changes: Record<string, string | undefined>, replace = true): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }

  const search = query.toString();
  go(location.pathname + (search ? `?${search}` : ""), replace);
}

// Links are real ones: a click with a key opens a tab, without one it stays on the page.
addEventListener("click", (click) => {
  if (click.defaultPrevented || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  const anchor = (click.target as Element).closest?.("a[href]");
  if (!(anchor instanceof HTMLAnchorElement) || anchor.target || anchor.origin !== location.origin) return;
  if (!anchor.pathname.startsWith(BASE) || anchor.hasAttribute("download")) return;
  if (anchor.hash && anchor.pathname === location.pathname) return;
  click.preventDefault();
  go(anchor.pathname + anchor.search);
});
