import { useCell } from "../core/cell.js";
import { timeOfDay } from "../core/format.js";
import { connection } from "../core/streams.js";
import type { StreamState } from "../core/sse.js";

const WORDS: Record<StreamState, string> = {
  connecting: "Connecting…", live: "Live", reconnecting: "Reconnecting…", unavailable: "Store unavailable",
  signedOut: "Signed out", refused: "Not allowed",
};

/** Whether what the page shows may be old. */
export const useStale = (): boolean => ["reconnecting", "unavailable"].includes(useCell(connection).state);

/** How the page stands to the server. */
export function ConnectionBadge() {
  const { state, since } = useCell(connection);
  const stale = useStale();
  return (
    <span class={`connection connection-${state}`} role="status">
      <span class="dot" aria-hidden="true" />
      {WORDS[state]}
      {stale && <span class="muted"> as of {timeOfDay(since)}</span>}
    </span>
  );
}
