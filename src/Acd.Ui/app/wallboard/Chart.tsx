import { count, percent, timeOfDay } from "../core/format.js";
import type { Stats } from "../core/types.js";

type Interval = NonNullable<Stats["intervals"]>[number];

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [560, 150, 28, 18];

/** A round number that is not less. */
function roundUp(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 4, 5, 10].map((times) => times * step).find((round) => round >= most) ?? most;
}

/** The intervals from the first one with contacts on, two hours at the least. */
export function worthShowing(intervals: Interval[], now: string): Interval[] {
  const past = intervals.filter(({ from }) => from <= now);
  const first = past.findIndex(({ figures }) => figures.entered + figures.answered + figures.abandoned > 0);
  return past.slice(Math.max(0, Math.min(first < 0 ? past.length : first, past.length - 8)));
}

/** Answered and abandoned contacts by quarter of an hour, as bars. The table beside it says the same. */
export function DayChart({ intervals }: { intervals: Interval[] }) {
  const most = roundUp(Math.max(1, ...intervals.map(({ figures }) => figures.answered + figures.abandoned)));
  const step = (WIDTH - LEFT) / intervals.length;
  const height = (value: number): number => (value / most) * (HEIGHT - BOTTOM - 8);
  const bar = Math.max(1, Math.min(24, step * 0.7));
  const every = Math.ceil(intervals.length / 6);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Answered and abandoned contacts by 15 minutes">
      {[0, 0.5, 1].map((share) => {
        const y = HEIGHT - BOTTOM - height(most * share);
        return (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH} y1={y} y2={y} class="chart-grid" />
            <text x={LEFT - 6} y={y + 3.5} text-anchor="end">{most * share}</text>
          </g>
        );
      })}
      {intervals.map(({ from, figures }, at) => {
        const x = LEFT + at * step + (step - bar) / 2;
        const [answered, abandoned] = [height(figures.answered), height(figures.abandoned)];
        const base = HEIGHT - BOTTOM;
        return (
          <g key={from}>
            <rect x={x} y={base - answered} width={bar} height={answered} rx="1.5" class="chart-answered" />
            <rect x={x} y={base - answered - abandoned} width={bar} height={abandoned} rx="1.5" class="chart-abandoned" />
            {at % every === 0 && <text x={x + bar / 2} y={HEIGHT - 4} text-anchor="middle">{timeOfDay(from, false)}</text>}
          </g>
        );
      })}
    </svg>
  );
}

/** The same figures as a table. */
export function DayTable({ intervals }: { intervals: Interval[] }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Figures by 15 minutes">
      <table class="dense">
        <thead>
          <tr>
            <th scope="col">From</th><th scope="col" class="number">Entered</th><th scope="col" class="number">Answered</th>
            <th scope="col" class="number">Abandoned</th><th scope="col" class="number">Service level</th>
          </tr>
        </thead>
        <tbody>
          {intervals.map(({ from, figures }) => (
            <tr key={from}>
              <th scope="row">{timeOfDay(from, false)}</th>
              <td class="number">{count(figures.entered)}</td>
              <td class="number">{count(figures.answered)}</td>
              <td class="number">{count(figures.abandoned)}</td>
              <td class="number">{percent(figures.serviceLevel.ofOffered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
