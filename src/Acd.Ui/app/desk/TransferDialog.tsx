import { useState } from "preact/hooks";
import type { AgentContact } from "../core/types.js";
import { Button, Dialog, Field, ProblemNote, useWork } from "../parts/controls.js";
import { command } from "./actions.js";

const TARGETS = [
  ["queue", "Queue"], ["agent", "Agent"], ["handover", "Hand over"], ["gate", "Gate"], ["skills", "Skills"],
] as const;
type Target = (typeof TARGETS)[number][0];

const HELP: Record<Target, string> = {
  queue: "The contact keeps its place in line.",
  agent: "It is kept for this agent at first.",
  handover: "It rings at this agent, and stays with you until it is accepted.",
  gate: "The gate chooses the queue, and adds its skills.",
  skills: "Apart by commas; with a level as loans:7.",
};

/** The member of the request that the field fills. */
const nameOf = (target: Target): string => target === "handover" ? "agent" : target;

const skillsOf = (text: string): unknown[] => text.split(",").map((part) => part.trim()).filter(Boolean).map((part) => {
  const [skill, level] = part.split(":");
  return level ? { skill, level: Number(level) } : skill;
});

/** Sends a contact elsewhere. */
export function TransferDialog({ held, onClose }: { held: AgentContact; onClose: () => void }) {
  const [target, setTarget] = useState<Target>("queue");
  const [to, setTo] = useState("");
  const { busy, problem, run } = useWork();
  const transfer = async (): Promise<void> => {
    const value = target === "skills" ? skillsOf(to) : to.trim();
    const sent = (): Promise<unknown> => target === "handover"
      ? command(held, "handover", { agent: value })
      : command(held, "transfer", { [target]: value });
    if (await run(sent)) onClose();
  };
  return (
    <Dialog title="Transfer" onClose={onClose}>
      <form class="stack" onSubmit={(sent) => { sent.preventDefault(); void transfer(); }}>
        <fieldset class="choices">
          <legend class="visually-hidden">To whom</legend>
          {TARGETS.map(([id, title]) => (
            <label key={id}>
              <input type="radio" name="target" checked={target === id} onChange={() => setTarget(id)} />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
        <Field
          label={TARGETS.find(([id]) => id === target)?.[1] ?? ""} name={nameOf(target)} help={HELP[target]} problem={problem}
        >
          {(attributes) => (
            <input {...attributes} required autofocus value={to} onInput={(typed) => setTo(typed.currentTarget.value)} />
          )}
        </Field>
        {problem && problem.field !== nameOf(target) && <ProblemNote problem={problem} />}
        <div class="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>Transfer</Button>
        </div>
      </form>
    </Dialog>
  );
}
