import { useEffect, useState } from "preact/hooks";
import { address, problemFrom, read, send } from "../core/http.js";
import type { Problem } from "../core/http.js";
import { go, link } from "../core/router.js";
import { Button, Loading, ProblemNote, useWork } from "../parts/controls.js";
import { useDocument } from "./document.js";
import { FieldGroup, OtherFields } from "./Fields.js";
import { SaveBar } from "./SaveBar.js";
import { kindOf, useSchema } from "./schema.js";
import type { Schema } from "./schema.js";

const GROUPS: [string, string[]][] = [
  ["Queue", ["name", "closed", "serviceLevelTarget", "shortAbandon"]],
  ["Offers", [
    "offerTimeout", "wrapUp", "autoAccept", "offersAtOnce", "maxMissedOffers", "maxDeclines", "retryCooldown", "offerPause",
  ]],
  ["Choice", ["strategy", "idleBasis", "preferredFor", "headStartPerPriority", "strictPriority"]],
  ["Waiting", ["maxWaiting", "maxWait", "resumeWithin", "emptyFor", "notReadyIsStaff", "setAsideIsStaff"]],
  ["Callbacks", ["callbackAttempts", "callbackDelay", "callbackExpiry"]],
];

const GROUPED = new Set(["id", "applyToRunning", ...GROUPS.flatMap(([, names]) => names)]);

const othersOf = (schema: Schema): string[] =>
  Object.keys(schema).filter((name) => !GROUPED.has(name) && kindOf(schema[name] ?? {}) === "other");

function QueueForm({ id }: { id: string }) {
  const edited = useDocument(address(["queues", id]));
  const { schema, problem } = useSchema("QueueSettings");
  if (problem ?? (!edited.before ? edited.problem : undefined)) return <ProblemNote problem={(problem ?? edited.problem)!} />;
  if (!edited.before || !schema) return <Loading lines={8} what="Loading the settings" />;
  return (
    <form class="setting-form" onSubmit={(sent) => { sent.preventDefault(); void edited.save(); }}>
      <h2>{String(edited.before["name"] ?? id)} <code class="muted">{id}</code></h2>
      {GROUPS.map(([title, names]) => <FieldGroup key={title} title={title} names={names} schema={schema} edited={edited} />)}
      <OtherFields names={othersOf(schema)} edited={edited} />
      <SaveBar edited={edited} />
    </form>
  );
}

interface QueueEntry {
  id: string;
  name?: string;
}

function NewQueue({ onMade }: { onMade: (id: string) => void }) {
  const [id, setId] = useState("");
  const { busy, problem, run } = useWork();
  const make = async (): Promise<void> => {
    if (await run(() => send("PUT", address(["queues", id.trim()]), { body: {}, ifNoneMatch: "*" }))) onMade(id.trim());
  };
  return (
    <form class="inline-form" onSubmit={(sent) => { sent.preventDefault(); void make(); }}>
      <label class="visually-hidden" for="new-queue">Id of a new queue</label>
      <input id="new-queue" placeholder="New queue" required value={id} onInput={(typed) => setId(typed.currentTarget.value)} />
      <Button type="submit" icon="plus" busy={busy}>Add</Button>
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}

/** The queues, and the settings of one. */
export function Queues({ id }: { id: string | undefined }) {
  const [queues, setQueues] = useState<QueueEntry[]>();
  const [problem, setProblem] = useState<Problem>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    read<{ queues: QueueEntry[] }>(address(["queues"], { limit: 1000 })).then(
      ({ body }) => setQueues(body.queues), (failed: unknown) => setProblem(problemFrom(failed)));
  }, [asked]);
  const chosen = id ?? queues?.[0]?.id;
  return (
    <div class="setting-parts">
      <nav class="card setting-list" aria-label="Queues">
        {problem && <ProblemNote problem={problem} />}
        {queues?.map((queue) => (
          <a
            key={queue.id} href={link(["settings", "queues", queue.id])}
            aria-current={queue.id === chosen ? "page" : undefined}
          >
            {queue.name ?? queue.id}
          </a>
        ))}
        <NewQueue
          onMade={(made) => {
            setAsked((times) => times + 1);
            go(link(["settings", "queues", made]));
          }}
        />
      </nav>
      {chosen ? <QueueForm key={chosen} id={chosen} /> : <Loading lines={8} what="Loading the queues" />}
    </div>
  );
}
