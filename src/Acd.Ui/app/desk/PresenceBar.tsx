import { useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { notifications, sound } from "../core/choices.js";
import type { Agent } from "../core/types.js";
import { Button, ProblemNote, useWork } from "../parts/controls.js";
import { reasonWord, State } from "../parts/state.js";
import { Since } from "../parts/time.js";
import { setPresence } from "./actions.js";
import type { DeskModel } from "./model.js";

const REASONS = ["lunch", "break", "training", "meeting"];

/** What the agent says of herself, and how long. */
export function PresenceBar({ model, agent, reasons }: { model: DeskModel; agent: Agent; reasons: string[] }) {
  const { busy, problem, run } = useWork();
  const notice = useCell(model.notice);
  const [reason, setReason] = useState("");
  const set = (presence: Agent["presence"], why?: string): void => {
    model.notice.set(undefined);
    void run(() => setPresence(agent.id, presence, why));
  };
  const isIn = agent.presence !== "offline";
  const choices = reasons.length > 0 ? reasons : REASONS;
  return (
    <section class={`presence presence-${agent.presence}`} aria-label="Your presence">
      <div class="presence-now">
        <span class="presence-word"><State of={agent.presence === "available" ? "idle" : agent.presence} /></span>
        <Since class="presence-since" at={agent.presenceSince} />
        {agent.reason && agent.presence !== "available" && <span class="muted">{reasonWord(agent.reason)}</span>}
      </div>
      <div class="presence-actions">
        {agent.presence !== "available" && (
          <Button kind="primary" busy={busy} keys="Alt+R" onClick={() => set("available")}>{isIn ? "Ready" : "Log in"}</Button>
        )}
        {isIn && (
          <span class="not-ready">
            <label class="visually-hidden" for="reason">Reason for not ready</label>
            <select id="reason" value={reason} onChange={(changed) => setReason(changed.currentTarget.value)}>
              <option value="">No reason</option>
              {choices.map((one) => <option key={one} value={one}>{one}</option>)}
            </select>
            <Button
              busy={busy} {...(agent.presence === "available" ? { keys: "Alt+R" } : {})}
              onClick={() => set("notReady", reason || undefined)}
            >
              Not ready
            </Button>
          </span>
        )}
        {isIn && agent.contacts.length > 0 && agent.presence !== "draining" && (
          <Button kind="quiet" busy={busy} onClick={() => set("draining")}>Finish and leave</Button>
        )}
        {isIn && <Button kind="quiet" icon="out" busy={busy} onClick={() => set("offline")}>Log out</Button>}
        <Signals />
      </div>
      {problem && <ProblemNote problem={problem} />}
      {notice && (
        <p class={`note note-${notice.level}`}>
          <span>{notice.text}</span>
          {notice.offersReady && agent.presence !== "available" && (
            <button type="button" class="link-button" onClick={() => set("available")}>Ready again</button>
          )}
        </p>
      )}
    </section>
  );
}

function Signals() {
  const [sounds, notices] = [useCell(sound), useCell(notifications)];
  const notify = async (on: boolean): Promise<void> => {
    const may = on && (await Notification.requestPermission()) === "granted";
    notifications.choose(may ? "on" : "off");
  };
  return (
    <details class="signals">
      <summary class="button quiet">Signals</summary>
      <div class="signals-choices">
        <label class="check">
          <input
            type="checkbox" checked={sounds === "on"}
            onChange={(to) => sound.choose(to.currentTarget.checked ? "on" : "off")}
          />
          A sound when it rings
        </label>
        <label class="check">
          <input type="checkbox" checked={notices === "on"} onChange={(to) => void notify(to.currentTarget.checked)} />
          A notification when the page is hidden
        </label>
      </div>
    </details>
  );
}
