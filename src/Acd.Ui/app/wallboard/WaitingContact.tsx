import { useState } from "preact/hooks";
import { address, read, send } from "../core/http.js";
import type { Contact, Explanation } from "../core/types.js";
import { Button, ProblemNote, useWork } from "../parts/controls.js";
import { Explained } from "../parts/Explained.js";
import { Since } from "../parts/time.js";

/** What a contact requires, as words. */
export const requirementsOf = (contact: Contact): string =>
  contact.requirements.map(({ skill, level }) => (level > 1 ? `${skill} ${level}` : skill)).join(", ") || "anybody";

/** A contact in line: how long, what it needs, why it waits, and what a supervisor may do with it. */
export function WaitingContact(props: { contact: Contact; canAct: boolean; onDone: () => void }) {
  const { contact, canAct, onDone } = props;
  const { busy, problem, run } = useWork();
  const [why, setWhy] = useState<Explanation>();
  const [agent, setAgent] = useState("");
  const act = (what: string, body: unknown) => async (): Promise<void> => {
    if (await run(() => send("POST", address(["contacts", contact.id, what]), { body }))) onDone();
  };
  const explain = (): void => void run(async () => {
    setWhy((await read<Explanation>(address(["contacts", contact.id, "explain"]))).body);
  });
  return (
    <li class="waiting-contact">
      <div class="waiting-line">
        <Since class="waiting-since" at={contact.waitingSince ?? contact.enteredAt} />
        <span class="waiting-id">{contact.callerId ?? contact.id}</span>
        <span class="muted waiting-needs">{requirementsOf(contact)}</span>
        {contact.priority > 0 && <span class="tag">priority {contact.priority}</span>}
        <button
          type="button" class="link-button" aria-expanded={why !== undefined}
          onClick={() => (why ? setWhy(undefined) : explain())}
        >
          Why?
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {why && (
        <div class="waiting-why">
          <Explained explanation={why} />
          {canAct && (
            <form class="inline-form" onSubmit={(sent) => { sent.preventDefault(); void act("assign", { agent })(); }}>
              <label class="visually-hidden" for={`assign-${contact.id}`}>Agent to assign to</label>
              <input
                id={`assign-${contact.id}`} placeholder="Agent" value={agent} required
                onInput={(typed) => setAgent(typed.currentTarget.value)}
              />
              <Button type="submit" busy={busy}>Assign</Button>
              <Button
                busy={busy} disabled={contact.priority >= 9}
                onClick={() => void act("priority", { priority: contact.priority + 1 })()}
              >
                Raise priority
              </Button>
            </form>
          )}
        </div>
      )}
    </li>
  );
}
