import { Cell } from "./cell.js";
import { learnServerTime } from "./clock.js";
import { problemFrom, send, signedOut } from "./http.js";
import type { Problem } from "./http.js";

export type Role = "agent" | "supervisor" | "service" | "viewer" | "switch";

/** Who looks at the pages, and at what. */
export interface Session {
  role: Role;
  agent?: string;
  center: string;
  /** The center's name for people. */
  name?: string;
  version: string;
  serverTime: string;
  keys: boolean;
}

export type Visit =
  | { state: "asking" }
  | { state: "out" }
  | { state: "failed"; problem: Problem }
  | { state: "in"; session: Session };

export const visit = new Cell<Visit>({ state: "asking" });

/** Asks the server who this is. */
export async function ask(): Promise<void> {
  const sentAt = Date.now();
  try {
    enter((await send<Session>("GET", "/v1/session")).body, sentAt);
  } catch (failed) {
    const problem = problemFrom(failed);
    visit.set(problem.status === 401 ? { state: "out" } : { state: "failed", problem });
  }
}

/** Signs in with a key. A refusal is returned. */
export async function signIn(key: string): Promise<Problem | undefined> {
  const sentAt = Date.now();
  try {
    enter((await send<Session>("POST", "/v1/session", { body: { key } })).body, sentAt);
    return undefined;
  } catch (failed) {
    return problemFrom(failed);
  }
}

/** Signs out. */
export async function signOut(): Promise<void> {
  await send("DELETE", "/v1/session");
  visit.set({ state: "out" });
}

function enter(session: Session, sentAt: number): void {
  learnServerTime(session.serverTime, sentAt);
  signedOut.set(false);
  visit.set({ state: "in", session });
}

// A request that is refused with 401 ends the visit; the address stays, so that signing in leads back to it.
signedOut.watch(() => {
  if (signedOut.value) visit.set({ state: "out" });
});
