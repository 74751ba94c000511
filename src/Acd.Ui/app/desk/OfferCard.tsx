import { useEffect, useRef } from "preact/hooks";
import { useSelected } from "../core/cell.js";
import { serverNow, tick } from "../core/clock.js";
import { spokenDuration } from "../core/format.js";
import type { Contact, Offer } from "../core/types.js";
import { Button, ProblemNote, useWork } from "../parts/controls.js";
import { Icon } from "../parts/icons.js";
import { Since } from "../parts/time.js";
import { requirementsOf } from "../wallboard/WaitingContact.js";
import { accept, decline } from "./actions.js";
import type { OfferWords } from "./model.js";
import { callerOf, useRinging } from "./signals.js";

const AROUND = 2 * Math.PI * 26;

/** The seconds that are left, as a ring that empties. */
function Countdown({ offer }: { offer: Offer }) {
  const due = offer.due ? Date.parse(offer.due) : serverNow();
  const whole = Math.max(1, (due - Date.parse(offer.at)) / 1000);
  const left = useSelected(tick, () => Math.max(0, Math.ceil((due - serverNow()) / 1000)));
  return (
    <span class={left <= 5 ? "countdown soon" : "countdown"} role="timer" aria-label={`${spokenDuration(left)} left to answer`}>
      <svg viewBox="0 0 60 60" aria-hidden="true">
        <circle class="ring-track" cx="30" cy="30" r="26" />
        <circle
          class="ring-left" cx="30" cy="30" r="26" stroke-dasharray={AROUND}
          stroke-dashoffset={AROUND * (1 - Math.min(1, left / whole))}
        />
      </svg>
      <b>{left}</b>
    </span>
  );
}

const isTyping = (): boolean => document.activeElement?.matches("input, textarea, select") ?? false;

/** A contact that rings: who it is, why it is for this agent, how long it rings yet. */
export function OfferCard({ contact, offer, words }: { contact: Contact; offer: Offer; words: OfferWords | undefined }) {
  const taking = useWork();
  const refusing = useWork();
  const card = useRef<HTMLElement>(null);
  useRinging(offer.id, contact);
  useEffect(() => {
    if (!isTyping()) card.current?.querySelector<HTMLButtonElement>("[data-accept] button")?.focus();
  }, [offer.id]);
  return (
    <article ref={card} class="offer" aria-label={`Ringing: ${callerOf(contact)}`}>
      <Countdown offer={offer} />
      <div class="offer-who">
        <p class="offer-kind">
          <Icon name={words?.callback ? "callback" : "ringing"} />
          <span class="channel">{words?.callback ? "callback" : contact.channel}</span> · {contact.queue}
          {contact.gate && ` · ${contact.gate}`}
        </p>
        <h2>{words?.callback ?? callerOf(contact)}</h2>
        {words?.whisper && <p class="whisper">{words.whisper}</p>}
        <p class="muted">
          {requirementsOf(contact)} · waited <Since at={contact.waitingSince ?? contact.enteredAt} />
          {contact.priority > 0 && ` · priority ${contact.priority}`}
        </p>
        {(taking.problem ?? refusing.problem) && <ProblemNote problem={(taking.problem ?? refusing.problem)!} />}
      </div>
      <div class="offer-actions" data-accept>
        <Button
          kind="primary" icon="busy" keys="Alt+A" busy={taking.busy}
          onClick={() => void taking.run(() => accept(offer.id))}
        >
          {taking.busy ? "Accepting" : "Accept"}
        </Button>
        <Button keys="Alt+D" busy={refusing.busy} onClick={() => void refusing.run(() => decline(offer.id))}>Decline</Button>
      </div>
    </article>
  );
}
