// Claims about consoles and small worlds: the slip happens on the dangerous console and is caught on the safe one, which costs little; history comes out of the
// model; better and worse responses do better and worse; nothing is made or lost.
import { Authority, routineCosts } from '../../authority/index.ts';
import { type Harm, hasSmallWorld, storyTimeUs } from '../../schema/index.ts';
import { valuesAt } from '../health.ts';
import type { JournalRuns } from '../journal-runs.ts';
import type { Finding } from '../report.ts';

/** A safe console may cost a routine task at most so many times what the dangerous one costs. */
const ROUTINE_TIMES = 2;
/** Of the harm of history, a reference response leaves at most so much. */
const MUCH_BETTER = 0.5;

export function checkConsoles(idle: Authority, journals: JournalRuns, onRun: (text: string) => void): Finding[] {
  const { scenario } = idle;
  const safe = scenario.consoles === undefined ? undefined : runSafe(idle, onRun);
  return [
    ...(safe === undefined ? [] : (scenario.slips ?? []).flatMap((slip) => checkSlip(slip, idle, safe))),
    ...checkCosts(idle),
    ...checkHistory(idle, journals),
    ...checkOrder(journals),
    ...(hasSmallWorld(scenario.world) ? checkBalances(idle, safe, journals) : []),
  ];
}

/** Nobody acts, on the safe consoles. */
function runSafe({ scenario, seed }: Authority, onRun: (text: string) => void): Authority {
  onRun('nobody acts, on the safe console');
  const run = Authority.open(scenario, seed, { records: false });
  run.append({ kind: 'drill.begin', args: { level: 'expert', timed: true, consoles: 'safe' } });
  run.advanceTo(scenario.meta.length);
  return run;
}

function checkSlip({ name, title }: { name: string; title: string }, idle: Authority, safe: Authority): Finding[] {
  const went = idle.attempts.find(({ slip, status }) => slip === name && status !== 'stopped');
  const tried = safe.attempts.filter(({ slip }) => slip === name);
  const through = tried.find(({ status }) => status !== 'stopped');
  const caught = tried.find(({ status }) => status === 'stopped');
  return [
    {
      claim: 'P13',
      subject: title,
      ok: went !== undefined,
      reason: went === undefined ? 'nobody made it' : `sent ${Math.round(went.startedAtUs / 1e6)} s after the start`,
    },
    {
      claim: 'P14',
      subject: title,
      ok: through === undefined && caught !== undefined,
      reason:
        through !== undefined
          ? `went through, past ${through.steps.map(({ safeguard }) => safeguard).join(', ')}`
          : caught === undefined
            ? 'nobody tried'
            : `caught by ${caught.stoppedBy ?? 'nothing'}`,
    },
  ];
}

function checkCosts(idle: Authority): Finding[] {
  return routineCosts(idle).map(({ task, dangerousS, safeS }) => ({
    claim: 'P15',
    subject: task,
    ok: safeS < ROUTINE_TIMES * dangerousS,
    reason: `${dangerousS.toFixed(1)} s on the dangerous console, ${safeS.toFixed(1)} s on the safe one (${(safeS / dangerousS).toFixed(2)} times)`,
  }));
}

function checkHistory({ scenario }: Authority, journals: JournalRuns): Finding[] {
  return (scenario.historic ?? []).map(({ name, value, at, published, unit, tolerance, given, because }) => {
    const about = { claim: 'P16' as const, subject: name };
    const played = journals.of('historic');
    if (played === undefined) return { ...about, ok: false, reason: 'there is no journals/historic.yaml' };
    const { run, problems } = played;
    const atUs = at === undefined ? run.nowUs : storyTimeUs(at, scenario.startsAtMs, run.tPlusZeroUs);
    const found = atUs === undefined ? undefined : valuesAt(run, value, Math.min(atUs, run.nowUs))[0];
    if (found === undefined || problems.length > 0) return { ...about, ok: false, reason: problems[0] ?? 'no result' };
    const off = published === 0 ? Math.abs(found) : Math.abs(found - published) / Math.abs(published);
    const reason = `${Math.round(found * 100) / 100} ${unit}, published ${published} ${unit}: ${(100 * off).toFixed(1)} % off${given ? ' (given by the journal or a parameter)' : ''}`;
    return {
      ...about,
      ok: off <= tolerance,
      reason: because === undefined ? reason : `${reason}; at most ${100 * tolerance} %, because ${because}`,
    };
  });
}

/** Money where there is any, else time of people. */
const measureOf = (harm: Harm): 'revenueLost' | 'userMinutes' => (harm.revenueLost > 0 ? 'revenueLost' : 'userMinutes');

function checkOrder(journals: JournalRuns): Finding[] {
  const historic = journals.of('historic')?.run.trace.harm();
  if (historic === undefined) return [];
  const measure = measureOf(historic);
  const compare = (name: string, limit: (own: number) => boolean): Finding[] => {
    const harm = journals.of(name)?.run.trace.harm()[measure];
    if (harm === undefined) return [];
    return [
      {
        claim: 'P18',
        subject: name,
        ok: limit(harm),
        reason: `${Math.round(harm)} ${measure === 'revenueLost' ? historic.currency : 'person-minutes'}, historic ${Math.round(historic[measure])}`,
      },
    ];
  };
  return [...compare('reference', (own) => own <= MUCH_BETTER * historic[measure]), ...compare('panic', (own) => own > historic[measure])];
}

function checkBalances(idle: Authority, safe: Authority | undefined, journals: JournalRuns): Finding[] {
  const runs: [string, Authority | undefined][] = [
    ['idle', idle],
    ['idle on the safe console', safe],
    ...['historic', 'reference', 'panic'].map((name): [string, Authority | undefined] => [name, journals.of(name)?.run]),
  ];
  return runs.flatMap(([name, run]): Finding[] => {
    if (run === undefined) return [];
    const balances = run.trace.balances();
    const off = balances.filter(({ balanced }) => !balanced);
    const reason = (off[0] ?? balances[0])?.detail ?? 'nothing to balance';
    return [{ claim: 'P17', subject: name, ok: off.length === 0 && balances.length > 0, reason }];
  });
}
