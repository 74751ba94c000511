import { useCell } from "../core/cell.js";
import { send } from "../core/http.js";
import { link, place } from "../core/router.js";
import type { Session } from "../core/session.js";
import { Button, Loading, ProblemNote, useWork } from "../parts/controls.js";
import { Shell } from "../shell/Shell.js";
import { board } from "../wallboard/board.js";
import { useDocument } from "./document.js";
import { FieldGroup, OtherFields } from "./Fields.js";
import { Queues } from "./Queues.js";
import { SaveBar } from "./SaveBar.js";
import { kindOf, useSchema } from "./schema.js";
import { Skills } from "./Skills.js";

const PARTS = [["queues", "Queues"], ["skills", "Skills"], ["center", "Center"]] as const;

function OpenSwitch() {
  const center = useCell(board.center);
  const { busy, problem, run } = useWork();
  if (!center) return null;
  return (
    <section class="card open-switch" aria-label="Open or closed">
      <p>
        The center is <b>{center.open ? "open" : "closed"}</b>.{" "}
        <span class="muted">A closed center takes no contacts, and its agents are not ready.</span>
      </p>
      <Button
        busy={busy} kind={center.open ? "danger" : "primary"}
        onClick={() => void run(() => send("PUT", "/v1/center", { body: { open: !center.open } }))}
      >
        {center.open ? "Close the center" : "Open the center"}
      </Button>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

function CenterForm() {
  const edited = useDocument("/v1/center/settings");
  const { schema, problem } = useSchema("CenterSettings");
  if (problem ?? (!edited.before ? edited.problem : undefined)) return <ProblemNote problem={(problem ?? edited.problem)!} />;
  if (!edited.before || !schema) return <Loading lines={8} what="Loading the settings" />;
  const names = Object.keys(schema);
  const plain = names.filter((name) => kindOf(schema[name] ?? {}) !== "other");
  return (
    <form class="setting-form" onSubmit={(sent) => { sent.preventDefault(); void edited.save(); }}>
      <OpenSwitch />
      <FieldGroup title="Center" names={plain} schema={schema} edited={edited} />
      <OtherFields title="Lists" names={names.filter((name) => !plain.includes(name))} edited={edited} />
      <SaveBar edited={edited} />
    </form>
  );
}

/** What the center is made of. */
export function Settings({ session }: { session: Session }) {
  const { path } = useCell(place);
  const part = path[1] ?? "queues";
  return (
    <Shell session={session} page="settings">
      <div class="page settings">
        <h1>Settings</h1>
        <nav class="tabs" aria-label="Settings">
          {PARTS.map(([id, title]) => (
            <a key={id} href={link(["settings", id])} aria-current={part === id ? "page" : undefined}>{title}</a>
          ))}
        </nav>
        {part === "queues" && <Queues id={path[2]} />}
        {part === "skills" && <Skills />}
        {part === "center" && <CenterForm />}
      </div>
    </Shell>
  );
}
