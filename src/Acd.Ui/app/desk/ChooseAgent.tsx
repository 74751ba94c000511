import { useEffect, useState } from "preact/hooks";
import { address, problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";
import { link } from "../core/router.js";
import type { Agents } from "../core/types.js";
import { Empty, Loading, ProblemNote, Search } from "../parts/controls.js";

/** Whose desk it is, for those who are no agent themselves. */
export function ChooseAgent() {
  const [agents, setAgents] = useState<Agents["agents"]>();
  const [problem, setProblem] = useState<Problem>();
  const [search, setSearch] = useState("");
  useEffect(() => {
    read<Agents>(address(["agents"], { limit: 1000 })).then(
      ({ body }) => setAgents(body.agents), (failed: unknown) => setProblem(problemFrom(failed)));
  }, []);
  const wanted = search.toLowerCase();
  const shown = agents?.filter(({ id, profile }) => `${id} ${profile.name ?? ""}`.toLowerCase().includes(wanted));
  return (
    <section class="card choose" aria-labelledby="choose-title">
      <header class="card-head">
        <h1 id="choose-title">Whose desk?</h1><span class="top-space" />
        <Search label="Search agents" value={search} onInput={setSearch} />
      </header>
      {problem && <ProblemNote problem={problem} />}
      {!agents && !problem && <Loading lines={5} what="Loading the agents" />}
      {shown?.length === 0 && <Empty title={agents?.length === 0 ? "No agents yet" : "No agent has this name"} />}
      <ul class="choose-list">
        {shown?.slice(0, 200).map(({ id, profile }) => (
          <li key={id}><a href={link(["desk", id])}><b>{profile.name ?? id}</b><span class="muted">{id}</span></a></li>
        ))}
      </ul>
    </section>
  );
}
