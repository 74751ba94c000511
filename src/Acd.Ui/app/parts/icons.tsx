import type { ComponentChildren } from "preact";

const shapes: Record<string, ComponentChildren> = {
  wallboard: <path d="M2.5 13.5v-4M6.2 13.5v-8M9.8 13.5v-6M13.5 13.5v-11" />,
  agents: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.5 13.5c.4-2.6 2-4 4.5-4s4.1 1.4 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.9c1.4.5 2.3 1.7 2.5 3.6" />
    </>
  ),
  contacts: <><path d="M2.5 3.5h11M2.5 8h11M2.5 12.5h7" /></>,
  settings: (
    <>
      <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
      <circle cx="10" cy="4.5" r="2" />
      <circle cx="6" cy="11.5" r="2" />
    </>
  ),
  desk: (
    <>
      <path d="M3 9.5v-2a5 5 0 0 1 10 0v2" />
      <path d="M3 9.2h1.6v4H3.4A1.4 1.4 0 0 1 2 11.8v-1.2A1.4 1.4 0 0 1 3 9.2Z" />
      <path d="M13 9.2h-1.6v4h1.2a1.4 1.4 0 0 0 1.4-1.4v-1.2a1.4 1.4 0 0 0-1-1.4Z" />
    </>
  ),
  ok: <><circle cx="8" cy="8" r="6" /><path d="m5.4 8.2 1.8 1.8 3.5-3.8" /></>,
  warn: <path d="M8 2.2 14.4 13.4H1.6L8 2.2ZM8 6.6v3.2M8 11.6v.1" />,
  breach: <><path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5L5.5 2Z" /><path d="M8 5v3.6M8 10.9v.1" /></>,
  idle: <circle cx="8" cy="8" r="5.5" />,
  ringing: (
    <>
      <path d="M4 11.5c1-1 1-2 1-4a3 3 0 0 1 6 0c0 2 0 3 1 4H4Z" />
      <path d="M6.8 13.6a1.3 1.3 0 0 0 2.4 0" />
      <path d="M2 6.5a5.5 5.5 0 0 1 1.6-3.5" />
      <path d="M14 6.5a5.5 5.5 0 0 0-1.6-3.5" />
    </>
  ),
  busy: (
    <>
      <path d="M3.2 2.8h2.2l1.1 3-1.5 1.1a8 8 0 0 0 4.1 4.1l1.1-1.5 3 1.1v2.2c0 .5-.4.9-.9.9C7 13.7 2.3 9 2.3 3.7Z" />
    </>
  ),
  wrapUp: <path d="M3 13.2 3.6 10 10.8 2.8l2.4 2.4L6 12.5l-3 .7ZM9.3 4.3l2.4 2.4" />,
  notReady: <><circle cx="8" cy="8" r="5.5" /><path d="M5 8h6" /></>,
  offline: <><circle cx="8" cy="8" r="5.5" /><path d="m4.2 4.2 7.6 7.6" /></>,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  play: <path d="M5 3.2 12.5 8 5 12.8V3.2Z" />,
  transfer: <path d="M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 11h-8" />,
  park: <path d="M5 13.5v-11h4a3.2 3.2 0 0 1 0 6.4H5" />,
  done: <path d="m3 8.5 3.3 3.3L13 4.5" />,
  close: <path d="m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4" />,
  search: <><circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3.3 3.3" /></>,
  pin: <path d="m8 1.9 1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.7l-3.8 2 .7-4.3-3.1-3 4.3-.6L8 1.9Z" />,
  bell: <path d="M4 11.5c1-1 1-2 1-4a3 3 0 0 1 6 0c0 2 0 3 1 4H4ZM6.8 13.6a1.3 1.3 0 0 0 2.4 0" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
    </>
  ),
  moon: <path d="M13.2 9.6A5.7 5.7 0 0 1 6.4 2.8a5.7 5.7 0 1 0 6.8 6.8Z" />,
  system: <><rect x="2" y="2.8" width="12" height="8.4" rx="1" /><path d="M5.5 13.7h5" /></>,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  out: <path d="M6.5 2.5h-3v11h3M7 8h7M11 5l3 3-3 3" />,
  key: <><circle cx="5.2" cy="10.8" r="2.7" /><path d="m7.2 8.8 5.6-5.6M10.4 5.6l1.9 1.9" /></>,
  help: <><circle cx="8" cy="8" r="6" /><path d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.9c-.6.3-.8.6-.8 1.3M8 11.5v.1" /></>,
  screen: <><rect x="1.8" y="3" width="12.4" height="8" rx="1" /><path d="M5 13.5h6" /></>,
  save: <path d="M8 2v8M4.7 7 8 10.2 11.3 7M2.5 13.5h11" />,
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" />,
  callback: (
    <>
      <path d="M9.5 2.5h4v4" />
      <path d="M13.5 2.5 9 7" />
      <path d="M3.2 3.8h1.7l.9 2.4-1.2.9a7 7 0 0 0 3.3 3.3l.9-1.2 2.4.9v1.7c0 .5-.4.9-.9.9-4.4 0-8-3.6-8-8Z" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
};

/** A drawing of one line width in the colour of the text; it says nothing to readers of screens. */
export function Icon({ name, class: className = "" }: { name: string; class?: string }) {
  return <svg class={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shapes[name]}</svg>;
}
