import { useEffect, useState } from "preact/hooks";
import { go, link, place, setQuery } from "../core/router.js";
import { Button } from "../parts/controls.js";
import { stateWord } from "../parts/state.js";
import { FIELDS, REASONS, STATES } from "./search.js";

const TITLES: Record<string, string> = {
  queue: "Queue", gate: "Gate", channel: "Channel", skill: "Skill", agent: "Agent", callerId: "Caller", from: "Entered from",
  to: "Entered to", attributes: "Attributes",
};

function Choice(props: { name: string; title: string; values: string[]; word: (value: string) => string; value: string }) {
  const { name, title, values, word, value } = props;
  return (
    <label class="search-field">
      <span>{title}</span>
      <select value={value} onChange={(changed) => setQuery({ [name]: changed.currentTarget.value })}>
        <option value="">Any</option>
        {values.map((one) => <option key={one} value={one}>{word(one)}</option>)}
      </select>
    </label>
  );
}

/** The search. It stands in the address, so that a search is a link. */
export function SearchForm({ query, onAgain }: { query: URLSearchParams; onAgain: () => void }) {
  const texts = [...FIELDS.filter((name) => name !== "state" && name !== "reason"), "attributes"];
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [id, setId] = useState("");
  const [more, setMore] = useState(texts.slice(3).some((name) => query.get(name)));
  useEffect(() => setTyped(Object.fromEntries(texts.map((name) => [name, query.get(name) ?? ""]))), [query]);
  const search = (): void => {
    if (id.trim()) {
      go(link(["contacts", id.trim()]));
      return;
    }

    const before = place.value;
    setQuery(typed, false);
    if (place.value === before) onAgain();
  };
  const field = (name: string) => (
    <label class="search-field" key={name}>
      <span>{TITLES[name]}</span>
      <input
        type={name === "from" || name === "to" ? "datetime-local" : "text"} value={typed[name] ?? ""}
        placeholder={name === "attributes" ? "customer=7" : undefined}
        onInput={(input) => setTyped({ ...typed, [name]: input.currentTarget.value })}
      />
    </label>
  );
  return (
    <form class="search-form" role="search" aria-label="Contacts" onSubmit={(sent) => { sent.preventDefault(); search(); }}>
      <label class="search-field wide-field">
        <span>Contact</span>
        <input data-search placeholder="Id" value={id} onInput={(input) => setId(input.currentTarget.value)} />
      </label>
      <Choice name="state" title="State" values={STATES} word={stateWord} value={query.get("state") ?? ""} />
      <Choice name="reason" title="Closed as" values={REASONS} word={(one) => one} value={query.get("reason") ?? ""} />
      {texts.slice(0, 3).map(field)}
      {more && texts.slice(3).map(field)}
      <div class="search-buttons">
        <Button type="submit" kind="primary" icon="search">Search</Button>
        <Button kind="quiet" onClick={() => setMore(!more)}>{more ? "Fewer fields" : "More fields"}</Button>
      </div>
    </form>
  );
}
