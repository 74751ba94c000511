/** The milliseconds between two heartbeats: a third of the silence after which an agent is logged out. */
export const BEAT = 10_000;

/** Sends one sign of life. What it is answered comes by the agent's stream too: one that is lost is followed by the next. */
export async function sendBeat(path: string): Promise<void> {
  try {
    await fetch(path, { method: "POST", credentials: "same-origin" });
  } catch (failed) {
    if (!(failed instanceof TypeError)) throw failed;
  }
}
