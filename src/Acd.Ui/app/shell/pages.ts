import type { Role } from "../core/session.js";

export interface PageEntry {
  id: string;
  title: string;
  roles: Role[];
}

const PAGES: PageEntry[] = [
  { id: "wallboard", title: "Wallboard", roles: ["supervisor", "service", "viewer"] },
  { id: "contacts", title: "Contacts", roles: ["supervisor", "service"] },
  { id: "settings", title: "Settings", roles: ["supervisor"] },
  { id: "desk", title: "My desk", roles: ["agent", "supervisor"] },
];

/** The pages that a role may see; the first one is its start. */
export const pagesOf = (role: Role): PageEntry[] => PAGES.filter((page) => page.roles.includes(role));
