import { useState } from "preact/hooks";
import { serverNow } from "../core/clock.js";
import { duration, moment } from "../core/format.js";
import { address, send } from "../core/http.js";
import { link } from "../core/router.js";
import type { Contact } from "../core/types.js";
import { Attributes } from "../parts/Attributes.js";
import { Button, Loading, ProblemNote, useWork } from "../parts/controls.js";
import { Explained } from "../parts/Explained.js";
import { State } from "../parts/state.js";
import { requirementsOf } from "../wallboard/WaitingContact.js";
import { useHistory } from "./history.js";
import { Timeline } from "./timeline.js";
import { EventList, Lanes, SpanTable } from "./TimelineView.js";

function Facts({ contact }: { contact: Contact }) {
  const estimate = typeof contact.estimatedWait === "object" ? contact.estimatedWait : undefined;
  const facts: [string, string | undefined][] = [
    ["Queue", contact.queue], ["Gate", contact.gate], ["Channel", contact.channel], ["Skills", requirementsOf(contact)],
    ["Priority", contact.priority > 0 ? String(contact.priority) : undefined], ["Agent", contact.agent],
    ["Entered", moment(contact.enteredAt)], ["Closed", contact.closedAt && moment(contact.closedAt)],
    ["Position", contact.position?.toString()],
    ["Estimate", estimate?.p50 === undefined
      ? undefined
      : `${duration(estimate.p50)}, 90 % ${duration(estimate.p90)}`],
    ["Callback", contact.callback?.number], ["Disposition", contact.disposition], ["Note", contact.note],
  ];
  return (
    <dl class="facts">
      {facts.map(([title, value]) => value && <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function Actions({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const { busy, problem, run } = useWork();
  const [agent, setAgent] = useState("");
  const act = (what: string, body: object = {}): void => void run(async () => {
    await send("POST", address(["contacts", contact.id, ...what.split("/")]), { body });
    onDone();
  });
  const waits = contact.state === "queued" || contact.state === "offered";
  return (
    <div class="actions">
      {waits && (
        <form class="inline-form" onSubmit={(sent) => { sent.preventDefault(); act("assign", { agent }); }}>
          <label class="visually-hidden" for="assign">Agent to assign to</label>
          <input
            id="assign" required placeholder="Agent" value={agent}
            onInput={(typed) => setAgent(typed.currentTarget.value)}
          />
          <Button type="submit" busy={busy}>Assign</Button>
        </form>
      )}
      {waits && contact.priority < 9 && (
        <Button busy={busy} onClick={() => act("priority", { priority: contact.priority + 1 })}>Raise priority</Button>
      )}
      {waits && !contact.callback && contact.callerId && (
        <Button icon="callback" busy={busy} onClick={() => act("callback")}>Make it a callback</Button>
      )}
      {waits && <Button kind="danger" busy={busy} onClick={() => act("abandon", { reason: "canceled" })}>Take it back</Button>}
      {contact.state === "connected" && <Button busy={busy} onClick={() => act("requeue")}>Back in line</Button>}
      {contact.state === "connected" && <Button busy={busy} onClick={() => act("complete")}>Complete</Button>}
      {contact.state === "wrapUp" && <Button busy={busy} onClick={() => act("wrap-up/end")}>End wrap-up</Button>}
      {contact.state === "closed" && <Button busy={busy} onClick={() => act("reopen")}>Open again</Button>}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}

/** A contact: its facts, its way, and why it is where it is. */
export function ContactView({ id, canAct }: { id: string; canAct: boolean }) {
  const { history, problem, again } = useHistory(id);
  const [asTable, setAsTable] = useState(false);
  const back = <a class="back" href={link(["contacts"])}>Contacts</a>;
  if (!history) {
    return (
      <>
        {back}
        <h1>{id}</h1>
        {problem ? <ProblemNote problem={problem} /> : <Loading lines={6} what="Loading the contact" />}
      </>
    );
  }

  const { contact, explanation, events, cut } = history;
  const timeline = new Timeline(events, serverNow());
  return (
    <>
      {back}
      <header class="contact-head">
        <h1>{contact.callerId ?? contact.id}</h1>
        <State of={contact.heldSince && contact.state === "connected" ? "held" : contact.state} />
        {contact.reason && <span class="tag">{contact.reason}</span>}
        <code class="muted">{contact.id}</code>
      </header>
      {problem && <ProblemNote problem={problem} />}
      <div class="contact-parts">
        <section class="card" aria-labelledby="way-title">
          <header class="card-head">
            <h2 id="way-title">Journey</h2><span class="top-space" />
            <button type="button" class="link-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? "As lanes" : "As a table"}
            </button>
          </header>
          <div class="card-body">
            {cut && <p class="note">Its first events are no longer kept.</p>}
            {timeline.all.length > 0 && (asTable ? <SpanTable timeline={timeline} /> : <Lanes timeline={timeline} />)}
            <EventList events={events} />
          </div>
        </section>
        <div class="contact-side">
          <section class="card" aria-label="Facts">
            <div class="card-body"><Facts contact={contact} /><Attributes of={contact.attributes} /></div>
          </section>
          <section class="card" aria-labelledby="why-title">
            <header class="card-head"><h2 id="why-title">Why</h2></header>
            <div class="card-body"><Explained explanation={explanation} /></div>
          </section>
          {canAct && (
            <section class="card" aria-labelledby="do-title">
              <header class="card-head"><h2 id="do-title">Actions</h2></header>
              <div class="card-body"><Actions contact={contact} onDone={again} /></div>
            </section>
          )}
        </div>
      </div>
    </>
  );
}
