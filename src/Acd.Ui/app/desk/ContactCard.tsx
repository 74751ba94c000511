import { useState } from "preact/hooks";
import type { AgentContact, Contact } from "../core/types.js";
import { Attributes } from "../parts/Attributes.js";
import { Button, ProblemNote, useWork } from "../parts/controls.js";
import { State } from "../parts/state.js";
import { Since, Until } from "../parts/time.js";
import { command, ending } from "./actions.js";
import type { ContactCommand } from "./actions.js";
import { callerOf } from "./signals.js";

/** How a contact of the agent stands. */
export const standingOf = (contact: Contact): string =>
  contact.state === "connected" && contact.heldSince ? "held" : contact.state;

function Times({ contact }: { contact: Contact }) {
  if (contact.state === "wrapUp") return <span class="contact-time"><Until at={contact.wrapUpDue} /> left</span>;
  if (contact.heldSince) return <span class="contact-time"><Since at={contact.heldSince} /> on hold</span>;
  return <Since class="contact-time" at={contact.connectedAt} />;
}

interface Props {
  contact: Contact;
  held: AgentContact;
  chosen: boolean;
  onChoose: () => void;
  onTransfer: () => void;
}

/** A contact that the agent has: its words, and what its state allows. */
export function ContactCard({ contact, held, chosen, onChoose, onTransfer }: Props) {
  const { busy, problem, run } = useWork();
  const [running, setRunning] = useState<string>();
  const act = (what: ContactCommand, more: object = {}) => (): void => {
    setRunning(what);
    void run(() => command(held, what, more));
  };
  const is = (what: string): boolean => busy && running === what;
  const keys = (key: string): { keys?: string } => (chosen ? { keys: key } : {});
  const standing = standingOf(contact);
  const end = ending(contact);
  return (
    <article
      class={chosen ? "card contact-card chosen" : "card contact-card"} aria-label={`${callerOf(contact)}, ${standing}`}
      onFocusIn={onChoose} onClick={onChoose}
    >
      <header>
        <State of={standing} />
        <Times contact={contact} />
      </header>
      <h2>{callerOf(contact)}</h2>
      <p class="muted">
        <span class="channel">{contact.channel}</span> · {contact.queue}{contact.gate && ` · ${contact.gate}`}
      </p>
      <Attributes of={contact.attributes} />
      {problem && <ProblemNote problem={problem} />}
      <div class="contact-actions">
        {standing === "connected" && (
          <Button icon="pause" {...keys("Alt+H")} busy={is("hold")} onClick={act("hold")}>Hold</Button>
        )}
        {standing === "held" && (
          <Button icon="play" {...keys("Alt+H")} busy={is("resume")} onClick={act("resume")}>Resume</Button>
        )}
        {contact.state === "connected" && (
          <>
            <Button icon="transfer" {...keys("Alt+T")} onClick={onTransfer}>Transfer</Button>
            <Button icon="park" busy={is("park")} onClick={act("park")}>Park</Button>
            <Button busy={is("requeue")} onClick={act("requeue")}>Back in line</Button>
          </>
        )}
        {contact.state === "connected" && contact.callback && (
          <Button busy={is("callback/failed")} onClick={act("callback/failed")}>Nobody answered</Button>
        )}
        {contact.state === "wrapUp" && (
          <Button busy={is("wrap-up/extend")} onClick={act("wrap-up/extend", { seconds: 60 })}>One minute more</Button>
        )}
        <Button kind="primary" icon="done" {...keys("Alt+E")} busy={is(end)} onClick={act(end)}>
          {end === "complete" ? "Complete" : "End wrap-up"}
        </Button>
      </div>
    </article>
  );
}
