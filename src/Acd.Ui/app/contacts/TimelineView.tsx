import { duration, timeOfDay } from "../core/format.js";
import { Timeline } from "./timeline.js";
import type { ContactEvent, Span } from "./timeline.js";

const WORDS: Record<Span["kind"], string> = {
  waiting: "Waiting", ringing: "Ringing", talk: "Talk", hold: "Hold", wrapUp: "Wrap-up", parked: "Parked",
};

const lengthOf = (span: Span): string => duration((span.to - span.from) / 1000);

/** A contact's way, as lanes. The table says the same. */
export function Lanes({ timeline }: { timeline: Timeline }) {
  const [begin, end] = [timeline.begin, timeline.end];
  const whole = Math.max(1, end - begin);
  const percentOf = (time: number): string => `${(time / whole) * 100}%`;
  return (
    <div class="lanes" aria-hidden="true">
      {timeline.all.map((lane) => (
        <div class="lane" key={lane.title}>
          <span class="lane-title">{lane.title}</span>
          <div class="lane-track">
            {lane.spans.map((span, at) => (
              <span
                key={at} class={`span span-${span.kind} ${span.open ? "span-open" : ""}`}
                style={{ left: percentOf(span.from - begin), width: percentOf(span.to - span.from) }}
                title={`${WORDS[span.kind]} ${lengthOf(span)}${span.end && `, ${span.end}`}`}
              />
            ))}
          </div>
        </div>
      ))}
      <div class="lane lane-axis">
        <span class="lane-title" />
        <div class="lane-track">
          <span>{timeOfDay(begin)}</span><span>{timeOfDay(begin + whole / 2)}</span><span>{timeOfDay(end)}</span>
        </div>
      </div>
      <p class="legend">
        {(Object.keys(WORDS) as Span["kind"][]).map((kind) => <span key={kind}><i class={`span-${kind}`} />{WORDS[kind]}</span>)}
      </p>
    </div>
  );
}

/** The spans as a table. */
export function SpanTable({ timeline }: { timeline: Timeline }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="The contact's way">
      <table class="dense">
        <thead>
          <tr>
            <th scope="col">Where</th><th scope="col">What</th><th scope="col" class="number">From</th>
            <th scope="col" class="number">For</th><th scope="col">Ended</th>
          </tr>
        </thead>
        <tbody>
          {timeline.all.flatMap((lane) => lane.spans.map((span) => ({ lane, span })))
            .sort((one, other) => one.span.from - other.span.from)
            .map(({ lane, span }, at) => (
              <tr key={at}>
                <th scope="row">{lane.title}</th>
                <td>{WORDS[span.kind]}</td>
                <td class="number">{timeOfDay(span.from)}</td>
                <td class="number">{lengthOf(span)}</td>
                <td class="muted">{span.open ? "lasts" : span.end}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every event as the server has it. */
export function EventList({ events }: { events: ContactEvent[] }) {
  return (
    <ol class="event-list">
      {events.map((event) => (
        <li key={event.sequence}>
          <details>
            <summary>
              <span class="number">{timeOfDay(event.at)}</span><b>{event.type}</b>
              <span class="muted">{[event.agent, event.reason, event.cause].filter(Boolean).join(" · ")}</span>
            </summary>
            <pre>{JSON.stringify(event, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
