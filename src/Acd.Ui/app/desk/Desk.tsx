import { useEffect, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import { plural } from "../core/format.js";
import type { Session } from "../core/session.js";
import { useSelected } from "../core/cell.js";
import { place } from "../core/router.js";
import type { AgentContact, Contact, Offer } from "../core/types.js";
import { Empty, Loading, ProblemNote } from "../parts/controls.js";
import { Shell } from "../shell/Shell.js";
import { ChooseAgent } from "./ChooseAgent.js";
import { ContactCard } from "./ContactCard.js";
import { MyDay } from "./MyDay.js";
import { useDesk } from "./model.js";
import { OfferCard } from "./OfferCard.js";
import { PresenceBar } from "./PresenceBar.js";
import { useReasons } from "./reasons.js";
import { TransferDialog } from "./TransferDialog.js";

// Alt and a letter press the button that says so: what a key does is what the page shows, and nothing else.
function useAltKeys(): void {
  useEffect(() => {
    const press = (pressed: KeyboardEvent): void => {
      if (!pressed.altKey || pressed.ctrlKey || pressed.metaKey || !pressed.code.startsWith("Key")) return;
      if (document.querySelector("dialog[open]")) return;
      const button = document.querySelector<HTMLButtonElement>(`main [aria-keyshortcuts="Alt+${pressed.code.slice(3)}"]`);
      if (!button) return;
      pressed.preventDefault();
      button.click();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

interface Had {
  held: AgentContact;
  contact: Contact;
}

const offerOf = ({ held, contact }: Had): Offer | undefined =>
  [...contact.offers, ...(contact.handover ? [contact.handover] : [])]
    .find(({ id, state }) => id === held.offer && state === "pending");

function Contacts({ had, ready }: { had: Had[]; ready: boolean }) {
  const [chosen, setChosen] = useState<string>();
  const [moving, setMoving] = useState<AgentContact>();
  const active = had.some(({ contact }) => contact.id === chosen) ? chosen : had[0]?.contact.id;
  if (had.length === 0) {
    return ready
      ? <Empty title="You are ready">The next contact rings here. Alt+A accepts it.</Empty>
      : <Empty title="No contact">Contacts come when you are ready.</Empty>;
  }

  return (
    <>
      <div class="contact-cards">
        {had.map(({ held, contact }) => (
          <ContactCard
            key={contact.id} held={held} contact={contact} chosen={contact.id === active}
            onChoose={() => setChosen(contact.id)} onTransfer={() => setMoving(held)}
          />
        ))}
      </div>
      {moving && <TransferDialog held={moving} onClose={() => setMoving(undefined)} />}
    </>
  );
}

function AgentDesk({ id, session }: { id: string; session: Session }) {
  const model = useDesk(id);
  const [agent, contacts, problem, words] =
    [useCell(model.agent), useCell(model.contacts), useCell(model.problem), useCell(model.words)];
  const reasons = useReasons(session);
  useAltKeys();
  if (!agent) {
    return problem ? <ProblemNote problem={problem} /> : <Loading lines={5} what="Loading the desk" />;
  }

  const all = agent.contacts.flatMap((held) => {
    const contact = contacts.get(held.contact);
    return contact ? [{ held, contact }] : [];
  });
  const ringing = all.flatMap((one) => {
    const offer = offerOf(one);
    return offer ? [{ ...one, offer }] : [];
  });
  const had = all.filter(({ held, contact }) =>
    held.state !== "offered" && (contact.state === "connected" || contact.state === "wrapUp"));
  return (
    <div class="desk">
      <h1 class="desk-name">{agent.profile.name ?? agent.id}</h1>
      <PresenceBar model={model} agent={agent} reasons={reasons} />
      <div class="desk-parts">
        <div class="desk-main">
          {problem && <ProblemNote problem={problem} />}
          {ringing.length > 0 && (
            <section class="offers" aria-label={plural(ringing.length, "ringing contact")}>
              {ringing.map(({ contact, offer }) => (
                <OfferCard key={offer.id} contact={contact} offer={offer} words={words[offer.id]} />
              ))}
            </section>
          )}
          <Contacts had={had} ready={agent.presence === "available" && ringing.length === 0} />
        </div>
        <MyDay model={model} agent={agent} />
      </div>
    </div>
  );
}

/** Where an agent works. Without keys and for supervisors it is any agent's, by the address. */
export function Desk({ session }: { session: Session }) {
  const named = useSelected(place, ({ path }) => path[1]);
  const id = session.role === "agent" ? session.agent : named;
  return (
    <Shell session={session} page="desk">
      <div class="page">{id ? <AgentDesk key={id} id={id} session={session} /> : <ChooseAgent />}</div>
    </Shell>
  );
}
