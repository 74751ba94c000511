import { useEffect, useState } from "preact/hooks";
import { address, read, RequestFailed } from "../core/http.js";
import type { Session } from "../core/session.js";

interface CenterSettings {
  notReadyReasons: { reason: string; name?: string }[];
}

/** The center's catalogue of reasons, for those who may read it. An agent's key may not; the server checks what she sends. */
export function useReasons(session: Session): string[] {
  const [reasons, setReasons] = useState<string[]>([]);
  useEffect(() => {
    if (session.role !== "supervisor" && session.role !== "service") return;
    read<CenterSettings>(address(["center", "settings"])).then(
      ({ body }) => setReasons(body.notReadyReasons.map(({ reason }) => reason)),
      (failed: unknown) => {
        // Without the catalogue the usual reasons stand there.
        if (!(failed instanceof RequestFailed)) throw failed;
      });
  }, [session.role]);
  return reasons;
}
