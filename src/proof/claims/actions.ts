// Claims about single commands: remedies, mitigations, red herrings, harm, and deleting things.
import type { Authority } from '../../authority/index.ts';
import { comparisonOf, harmAt, scoreRun } from '../../authority/index.ts';
import { formatDurationUs, type Scenario, type SimTimeUs } from '../../schema/index.ts';
import { heldForGoodFrom, valuesAt } from '../health.ts';
import type { Finding } from '../report.ts';
import { runCommand, type SharedPast } from '../runs.ts';

/** Harm this near to that of nobody acting is no better. */
const NO_BETTER_RATIO = 0.98;
const NOTHING_RATIO = 0.15;

type Acted = ReturnType<typeof runCommand>;
const seconds = (us: SimTimeUs): string => `${Math.round(us / 1e6)} s`;

/** Everything the truth says about commands. One run serves every claim about the same command. */
export function checkActions(past: SharedPast, onRun: (text: string) => void): Finding[] {
  const { idle } = past;
  const { truth } = idle.scenario;
  const runs = new Map<string, Acted>();
  const acted = (text: string): Acted => {
    const known = runs.get(text);
    if (known !== undefined) return known;
    onRun(text);
    const made = runCommand(past, text);
    runs.set(text, made);
    return made;
  };
  return [
    ...truth.remedies.map((remedy) => checkRemedy(acted(remedy.do), remedy)),
    ...truth.mitigations.map((mitigation) => checkMitigation(idle, acted(mitigation.do), mitigation)),
    ...truth.redHerrings.map((herring) => checkRedHerring(acted(herring.do), herring.do)),
    ...truth.harmful.map((harmful) => checkHarmful(idle, acted(harmful.do), harmful.do)),
    ...removals(idle.scenario).map((text) => checkRemoval(idle, acted(text), text)),
  ];
}

const healthyForGood = ({ run, actedUs, endUs }: Acted): SimTimeUs | undefined =>
  heldForGoodFrom(run, run.scenario.health?.healthy ?? '', actedUs, endUs);

function checkRemedy(acted: Acted, remedy: { do: string; restores: SimTimeUs }): Finding {
  const since = healthyForGood(acted);
  const took = since === undefined ? undefined : since - acted.actedUs;
  const reason =
    took === undefined
      ? `not healthy at the end (${acted.outcome})`
      : `healthy ${seconds(took)} after the command, ${formatDurationUs(remedy.restores)} declared`;
  return { claim: 'P4', subject: remedy.do, ok: took !== undefined && took <= remedy.restores, reason };
}

function checkMitigation(idle: Authority, acted: Acted, mitigation: { do: string; frees: string; leaves: string }): Finding {
  const with_ = pressureOn(acted.run, mitigation.frees, acted.endUs);
  const without = pressureOn(idle, mitigation.frees, acted.endUs);
  const cured = healthyForGood(acted) !== undefined;
  const reason = `${mitigation.frees} ${with_.text}, with nobody acting ${without.text}; ${cured ? 'everything is healthy, so it is a remedy' : `left: ${mitigation.leaves}`} (${acted.outcome})`;
  return { claim: 'P5', subject: mitigation.do, ok: !with_.pressed && without.pressed && !cured, reason };
}

/** Whether a component is under pressure: somebody waits for it or it is full (pools, databases), or more than 5 % of its answers are errors (services). */
function pressureOn(run: Authority, component: string, atUs: SimTimeUs): { pressed: boolean; text: string } {
  const { world } = run.scenario;
  const worst = (expr: string): number => Math.max(0, ...valuesAt(run, expr, atUs).filter((value) => !Number.isNaN(value)));
  if (Object.hasOwn(world.pools, component)) {
    const waiting = worst(`max_over_time(db_client_connection_pending_requests{pool="${component}"}[1m])`);
    const used = worst(`avg_over_time(db_client_connection_count{pool="${component}",state="used"}[1m])`);
    const size = worst(`db_client_connection_max{pool="${component}"}`);
    return { pressed: waiting > 0 || used >= size, text: `has ${Math.round(used)} of ${size} in use, ${waiting} waiting` };
  }
  if (Object.hasOwn(world.databases, component)) {
    const waiting = worst(`max_over_time(db_server_queue_depth{database="${component}"}[1m])`);
    return { pressed: waiting > 0, text: `has ${waiting} waiting` };
  }
  const ratio = worst(
    `sum(rate(http_server_requests_total{service="${component}",http_response_status_code=~"5.."}[1m])) / sum(rate(http_server_requests_total{service="${component}"}[1m]))`,
  );
  return { pressed: ratio > 0.05, text: `has ${Math.round(ratio * 1000) / 10} % errors` };
}

function checkRedHerring(acted: Acted, text: string): Finding {
  const since = healthyForGood(acted);
  return {
    claim: 'P6',
    subject: text,
    ok: since === undefined,
    reason:
      since === undefined ? `not healthy at the end (${acted.outcome})` : `healthy ${seconds(since - acted.actedUs)} after the command`,
  };
}

function checkHarmful(idle: Authority, acted: Acted, text: string): Finding {
  const own = harmAt(acted.run.trace, acted.endUs);
  const others = harmAt(idle.trace, acted.endUs);
  const ok = own.usersAffected >= others.usersAffected * NO_BETTER_RATIO || own.revenueLost >= others.revenueLost * NO_BETTER_RATIO;
  const hurts = !idle.scenario.truth.quiet || own.usersAffected > others.usersAffected || own.revenueLost > others.revenueLost;
  const reason = `${Math.round(own.usersAffected)} users and ${Math.round(own.revenueLost)} revenue, with nobody acting ${Math.round(others.usersAffected)} and ${Math.round(others.revenueLost)} (${acted.outcome})`;
  return { claim: 'P7', subject: text, ok: ok && hurts, reason };
}

/** Every service deleted, and scaled to zero. */
const removals = (scenario: Scenario): string[] =>
  Object.keys(scenario.world.services).flatMap((service) => [`delete ${service}`, `scale ${service} 0`]);

function checkRemoval(idle: Authority, acted: Acted, text: string): Finding {
  const since = healthyForGood(acted);
  const { total, measures } = scoreRun(acted.run, [comparisonOf('idle', idle)]);
  const low = total.points <= NOTHING_RATIO * total.pointsMax;
  const restored = since !== undefined || (measures.timeToResolveUs !== undefined && !idle.scenario.truth.quiet);
  const reason = `${restored ? 'counts as restored' : 'does not count as restored'}, scores ${total.points} of ${total.pointsMax} (${acted.outcome})`;
  return { claim: 'P8', subject: text, ok: !restored && low, reason };
}
