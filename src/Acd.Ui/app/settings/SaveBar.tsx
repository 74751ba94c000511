import { Button, ProblemNote } from "../parts/controls.js";
import type { EditedDocument } from "./document.js";
import { titleOf } from "./schema.js";

const OTHERS_CHANGED = 412;

const shown = (value: unknown): string => {
  const text = value === undefined ? "default" : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** The difference, and the button that saves it. */
export function SaveBar({ edited }: { edited: EditedDocument }) {
  const { before, now, changed, problem, busy, saved } = edited;
  const isTaken = problem?.status === OTHERS_CHANGED;
  if (changed.length === 0 && !problem) {
    return saved ? <p class="note note-ok save-done" role="status">Saved. It holds at once.</p> : null;
  }

  return (
    <section class="save-bar" aria-label="Changes">
      {isTaken && (
        <p class="note note-warn" role="alert">
          Somebody else changed these settings meanwhile. Nothing of yours is saved.
          <button type="button" class="link-button" onClick={edited.reload}>Show theirs</button>
        </p>
      )}
      {problem && !isTaken && <ProblemNote problem={problem} />}
      <ul>
        {changed.map((name) => (
          <li key={name}><b>{titleOf(name)}</b> <s>{shown(before?.[name])}</s> → {shown(now[name])}</li>
        ))}
      </ul>
      <div class="dialog-actions">
        <Button onClick={edited.reload}>Discard</Button>
        <Button kind="primary" busy={busy} disabled={changed.length === 0} onClick={() => void edited.save()}>Save</Button>
      </div>
    </section>
  );
}
