import { useEffect, useState } from "preact/hooks";
import { address, problemFrom, read, send } from "../core/http.js";
import type { Problem } from "../core/http.js";
import type { Agent, Agents } from "../core/types.js";
import { Button, Empty, Loading, ProblemNote, Search } from "../parts/controls.js";

const SHOWN = 100;

function Level(props: { agent: Agent; skill: string; onChanged: (agent: Agent) => void; onFailed: (problem: Problem) => void }) {
  const { agent, skill, onChanged, onFailed } = props;
  const has = agent.profile.skills.find((one) => one.skill === skill);
  const [busy, setBusy] = useState(false);
  const change = async (text: string): Promise<void> => {
    setBusy(true);
    const path = address(["agents", agent.id, "skills", skill]);
    try {
      await (text === "" ? send("DELETE", path) : send("PUT", path, { body: { level: Number(text) } }));
      onChanged((await read<Agent>(address(["agents", agent.id]))).body);
    } catch (failed) {
      onFailed(problemFrom(failed));
    } finally {
      setBusy(false);
    }
  };
  return (
    <td class={has ? "level has" : "level"}>
      <input
        type="number" min="1" max="10" inputMode="numeric" aria-label={`${agent.profile.name ?? agent.id}: ${skill}`}
        aria-busy={busy} placeholder="·" value={has?.level ?? ""}
        onChange={(to) => { if (to.currentTarget.reportValidity()) void change(to.currentTarget.value); }}
      />
    </td>
  );
}

/** Agents and their skills, with a level from 1 to 10. An empty cell takes the skill away. */
export function Skills() {
  const [agents, setAgents] = useState<Agent[]>();
  const [problem, setProblem] = useState<Problem>();
  const [search, setSearch] = useState("");
  const [added, setAdded] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(() => read<Agents>(address(["agents"], { limit: SHOWN, search }), gone.signal).then(
      ({ body }) => setAgents(body.agents),
      (failed: unknown) => {
        if (!gone.signal.aborted) setProblem(problemFrom(failed));
      }), 150);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [search]);
  const held = agents?.flatMap(({ profile }) => profile.skills.map(({ skill }) => skill)) ?? [];
  const skills = [...new Set([...held, ...added])].sort();
  return (
    <section class="card" aria-labelledby="skills-title">
      <header class="card-head">
        <h2 id="skills-title">Skills</h2>
        <span class="muted">levels 1 to 10; an empty cell takes the skill away</span>
        <span class="top-space" />
        <form
          class="inline-form"
          onSubmit={(sent) => { sent.preventDefault(); setAdded([...added, typed.trim()]); setTyped(""); }}
        >
          <label class="visually-hidden" for="new-skill">A further skill</label>
          <input
            id="new-skill" placeholder="A further skill" required value={typed}
            onInput={(to) => setTyped(to.currentTarget.value)}
          />
          <Button type="submit" icon="plus">Column</Button>
        </form>
        <Search label="Search agents" value={search} onInput={setSearch} />
      </header>
      {problem && <div class="card-body"><ProblemNote problem={problem} /></div>}
      {!agents && !problem && <Loading lines={6} what="Loading the agents" />}
      {agents?.length === 0 && <Empty title="No agent has this name" />}
      {agents && agents.length > 0 && (
        <div class="matrix" tabIndex={0} role="region" aria-label="Agents and skills">
          <table>
            <thead><tr><th scope="col">Agent</th>{skills.map((skill) => <th scope="col" key={skill}>{skill}</th>)}</tr></thead>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id}>
                  <th scope="row">{agent.profile.name ?? agent.id}</th>
                  {skills.map((skill) => (
                    <Level
                      key={skill} agent={agent} skill={skill} onFailed={setProblem}
                      onChanged={(next) => {
                        setProblem(undefined);
                        setAgents((all) => all?.map((one) => (one.id === next.id ? next : one)));
                      }}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
