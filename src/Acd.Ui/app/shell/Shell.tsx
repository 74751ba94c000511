import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { announcement } from "../core/announce.js";
import { useCell, useSelected } from "../core/cell.js";
import { theme } from "../core/choices.js";
import { link } from "../core/router.js";
import { signOut } from "../core/session.js";
import type { Session } from "../core/session.js";
import { bind } from "../core/shortcuts.js";
import { Icon } from "../parts/icons.js";
import { useBoard } from "../wallboard/board.js";
import type { BoardView } from "../wallboard/board.js";
import { ConnectionBadge, useStale } from "./Connection.js";
import { Help } from "./Help.js";
import { Mark } from "./Mark.js";
import { pagesOf } from "./pages.js";

function Rail({ session, current }: { session: Session; current: string }) {
  return (
    <nav class="rail" aria-label="Pages">
      <a class="rail-home" href={link([])} aria-label="Acd, start"><Mark /></a>
      {pagesOf(session.role).map((page) => (
        <a key={page.id} href={link([page.id])} aria-current={page.id === current ? "page" : undefined}>
          <Icon name={page.id} /><span>{page.title}</span>
        </a>
      ))}
    </nav>
  );
}

const THEMES = [["system", "Like the system"], ["light", "Light"], ["dark", "Dark"]] as const;
const THEME_ICONS = { system: "system", light: "sun", dark: "moon" };

function ThemeSwitch() {
  const chosen = useCell(theme);
  const next = THEMES[(THEMES.findIndex(([name]) => name === chosen) + 1) % THEMES.length] ?? THEMES[0];
  const name = THEMES.find(([one]) => one === chosen)?.[1];
  return (
    <button
      type="button" class="icon-button" title={`Colours: ${name}`} aria-label={`Colours: ${name}. Change to ${next[1]}.`}
      onClick={() => theme.choose(next[0])}
    >
      <Icon name={THEME_ICONS[chosen]} />
    </button>
  );
}

function User({ session }: { session: Session }) {
  const who = session.agent ?? session.role;
  return (
    <span class="user">
      <span class="user-name">{who}</span>
      {session.keys && (
        <button type="button" class="icon-button" aria-label={`Sign out ${who}`} title="Sign out" onClick={() => void signOut()}>
          <Icon name="out" />
        </button>
      )}
    </span>
  );
}

function OpenTag({ board }: { board: BoardView }) {
  const open = useSelected(board.center, (center) => center?.open);
  return open === undefined ? null : <span class={open ? "tag tag-ok" : "tag"}>{open ? "Open" : "Closed"}</span>;
}

/** What stands around every page: the rail, the top bar, the live region. */
export function Shell(props: { session: Session; page: string; children: ComponentChildren }) {
  const { session, page, children } = props;
  const said = useCell(announcement);
  const stale = useStale();
  const board = useBoard();
  const [help, setHelp] = useState(false);
  useEffect(() => bind("?", () => setHelp(true)), []);
  useEffect(() => bind("/", () => document.querySelector<HTMLInputElement>("[data-search]")?.focus()), []);
  return (
    <div class={stale ? "shell stale" : "shell"}>
      <a class="skip" href="#content">Skip to the page</a>
      <Rail session={session} current={page} />
      <header class="top">
        <span class="center-name">{session.name ?? session.center}</span>
        <OpenTag board={board} />
        <span class="top-space" />
        <ConnectionBadge />
        <button type="button" class="icon-button" aria-label="Keys and help" title="Keys (?)" onClick={() => setHelp(true)}>
          <Icon name="help" />
        </button>
        <ThemeSwitch />
        <User session={session} />
      </header>
      {!session.keys && (
        <aside class="banner" aria-label="Keys">
          <Icon name="key" />No keys: this machine only. Everybody here is a supervisor.
        </aside>
      )}
      <main id="content" tabIndex={-1}>{children}</main>
      <p class="announcer" role="status" aria-live="polite">{said}</p>
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}
