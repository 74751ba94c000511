import { useEffect, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { count, moment } from "../core/format.js";
import { go, link, place } from "../core/router.js";
import type { Session } from "../core/session.js";
import type { Contact } from "../core/types.js";
import { Button, Empty, Loading, ProblemNote } from "../parts/controls.js";
import { State } from "../parts/state.js";
import { Since } from "../parts/time.js";
import { Shell } from "../shell/Shell.js";
import { useRowKeys } from "../wallboard/QueuesTable.js";
import { requirementsOf } from "../wallboard/WaitingContact.js";
import { ContactView } from "./ContactView.js";
import { useSearch } from "./search.js";
import { SearchForm } from "./SearchForm.js";

const STEP = 100;

const sinceOf = (contact: Contact): string | undefined =>
  contact.heldSince ?? contact.connectedAt ?? contact.waitingSince ?? contact.enteredAt;

function Row({ contact }: { contact: Contact }) {
  const open = link(["contacts", contact.id]);
  return (
    <tr data-row onClick={(click) => { if (!(click.target as Element).closest("a")) go(open); }}>
      <th scope="row"><a class="row-link" href={open} data-open>{contact.callerId ?? contact.id}</a></th>
      <td><State of={contact.heldSince && contact.state === "connected" ? "held" : contact.state} /></td>
      <td class="number">
        {contact.state === "closed" ? <span class="muted">{contact.reason}</span> : <Since at={sinceOf(contact)} />}
      </td>
      <td>{contact.queue}</td>
      <td class="wide">{contact.channel}</td>
      <td class="wide cell-needs">{requirementsOf(contact)}</td>
      <td class="wide">{contact.agent ?? ""}</td>
      <td class="number wide">{contact.priority || ""}</td>
      <td class="number wide">{moment(contact.enteredAt)}</td>
    </tr>
  );
}

const HEADS: [string, string][] = [
  ["Caller", ""], ["State", ""], ["Since", "number"], ["Queue", ""], ["Channel", "wide"], ["Skills", "wide"], ["Agent", "wide"],
  ["Priority", "number wide"], ["Entered", "number wide"],
];

function Results() {
  const { query } = useCell(place);
  const [shown, setShown] = useState(STEP);
  const text = query.toString();
  useEffect(() => setShown(STEP), [text]);
  const { contacts, more, problem, busy, again } = useSearch(text, shown);
  useRowKeys();
  return (
    <>
      <SearchForm query={query} onAgain={again} />
      <section class="card" aria-labelledby="found-title" aria-busy={busy}>
        <header class="card-head">
          <h2 id="found-title">{contacts ? `${count(contacts.length)}${more ? " or more" : ""} found` : "Contacts"}</h2>
          <span class="top-space" />
          <Button kind="quiet" busy={busy} onClick={again}>Refresh</Button>
        </header>
        {problem && <div class="card-body"><ProblemNote problem={problem} /></div>}
        {!contacts && !problem && <Loading lines={6} what="Searching" />}
        {contacts?.length === 0 && <Empty title="No contact is like this">A closed contact is kept for a while only.</Empty>}
        {contacts && contacts.length > 0 && (
          <table class="found">
            <thead><tr>{HEADS.map(([title, kind]) => <th scope="col" key={title} class={kind}>{title}</th>)}</tr></thead>
            <tbody>{contacts.map((contact) => <Row key={contact.id} contact={contact} />)}</tbody>
          </table>
        )}
        {more && <div class="card-body"><Button busy={busy} onClick={() => setShown(shown + STEP)}>More</Button></div>}
      </section>
    </>
  );
}

/** The contacts: a search, and each of them as it went. */
export function ContactsPage({ session }: { session: Session }) {
  const { path } = useCell(place);
  const id = path[1];
  return (
    <Shell session={session} page="contacts">
      <div class="page contacts">
        {id
          ? <ContactView key={id} id={id} canAct={session.role === "supervisor"} />
          : <><h1>Contacts</h1><Results /></>}
      </div>
    </Shell>
  );
}
