// Claims about the run in which nobody acts: baseline, trigger, persistence, log lines, quiet.
import type { Authority } from '../../authority/index.ts';
import { formatTPlus, type Scenario, type SimTimeUs, type Span, storyTimeUs } from '../../schema/index.ts';
import { heldAt, heldForGoodFrom, parseBounds, STEADY_US, valuesAt } from '../health.ts';
import type { Finding } from '../report.ts';

const MINUTE_US = 60_000_000;

/** The first change or fault of the time-line, or slip, at a fixed time after the start; the middle of the run when there is none. */
function firstEventUs(scenario: Scenario): SimTimeUs {
  const slips = (scenario.slips ?? []).flatMap(({ at }) => storyTimeUs(at, scenario.startsAtMs) ?? []);
  const events = scenario.timeline.flatMap((event) => {
    const atUs =
      event.at === undefined || (event.change ?? event.fault) === undefined ? undefined : storyTimeUs(event.at, scenario.startsAtMs);
    return atUs === undefined || atUs <= 0 ? [] : [atUs];
  });
  const times = [...events, ...slips];
  return times.length === 0 ? Math.floor(scenario.meta.length / 2) : Math.min(...times);
}

export function checkBaseline(idle: Authority): Finding[] {
  const { scenario } = idle;
  const beforeUs = firstEventUs(scenario) - scenario.observability.scrape;
  const instants = [3, 2, 1, 0].map((minutes) => beforeUs - minutes * MINUTE_US).filter((atUs) => atUs >= 2 * MINUTE_US);
  return (scenario.health?.baseline ?? []).map(({ expr, is }) => {
    const inBounds = parseBounds(is);
    const readings = instants.map((atUs) => valuesAt(idle, expr, atUs));
    const ok = readings.length > 0 && readings.every((values) => values.length > 0 && values.every(inBounds));
    const shown = readings
      .map((values) => (values.length === 0 ? 'no result' : values.map((value) => String(Math.round(value * 1000) / 1000)).join(' ')))
      .join(', ');
    return {
      claim: 'P1',
      subject: expr,
      ok,
      reason: readings.length === 0 ? 'there is no time before the first event' : `${shown} (${is})`,
    };
  });
}

export function checkTrigger(idle: Authority): Finding {
  const { scenario, tPlusZeroUs } = idle;
  const first = heldAt(idle, scenario.health?.broken ?? '', firstEventUs(scenario), idle.nowUs).find((instant) => instant.held);
  const page =
    tPlusZeroUs === undefined
      ? 'nobody was paged'
      : `paged ${Math.round((tPlusZeroUs - firstEventUs(scenario)) / 1e6)} s after the first event`;
  const broken =
    first === undefined ? 'health.broken never held' : `broken ${Math.round((first.atUs - firstEventUs(scenario)) / 1e6)} s after it`;
  return { claim: 'P2', subject: '', ok: first !== undefined && tPlusZeroUs !== undefined, reason: `${page}, ${broken}` };
}

export function checkPersistence(idle: Authority): Finding {
  const { health, truth } = idle.scenario;
  const last = heldAt(idle, health?.healthy ?? '', idle.nowUs - STEADY_US, idle.nowUs);
  const healthy = last.filter((instant) => instant.held).length;
  const ok = truth.healsAlone ? healthy === last.length : healthy === 0;
  const since = heldForGoodFrom(idle, health?.healthy ?? '', idle.tPlusZeroUs ?? 0, idle.nowUs);
  return {
    claim: 'P3',
    subject: '',
    ok: ok && last.length > 0,
    reason:
      since === undefined
        ? `healthy at ${healthy} of the last ${last.length} instants`
        : `healthy for good since ${formatTPlus(since - (idle.tPlusZeroUs ?? 0))}`,
  };
}

/** P12: for scenarios in which nothing is wrong. */
export function checkQuiet(idle: Authority): Finding {
  const broken = heldAt(idle, idle.scenario.health?.broken ?? '', 0, idle.nowUs).filter((instant) => instant.held);
  const pages = idle.trace.alerts().filter((alert) => alert.severity === 'page' && alert.firedAtUs !== undefined);
  const reason = [
    broken.length === 0 ? 'never broken' : `broken at ${broken.length} instants`,
    pages.length === 0 ? 'no alert paged' : `paged by ${[...new Set(pages.map((alert) => alert.alert))].join(', ')}`,
  ].join(', ');
  return { claim: 'P12', subject: '', ok: broken.length === 0 && pages.length === 0, reason };
}

const LINES_MAX = 200_000;
const TRACES_MAX = 20_000;
const WORDS_SHARE = 0.75;

/** @param atTen the run ten minutes after T+0 */
export function checkLogLines(atTen: Authority): Finding {
  const { truth, timeline } = atTen.scenario;
  const changes = timeline.flatMap((event) =>
    event.change !== undefined && event.change.deploy === truth.cause?.component ? [event.change] : [],
  );
  const keys = changes.flatMap((change) => Object.keys(change.sets));
  const allKeys = Object.keys(atTen.scenario.world.services[truth.cause?.component ?? '']?.config ?? {});
  const words = wordsOf(truth.detail ?? '');
  const tells = (text: string): boolean => {
    const lower = text.toLowerCase();
    const own = new Set(wordsOf(text));
    return (
      (keys.some((key) => lower.includes(key)) && !allKeys.every((key) => lower.includes(key))) ||
      changes.some(
        (change) =>
          lower.includes(change.to.toLowerCase()) && Object.values(change.sets).some((value) => own.has(String(value).toLowerCase())),
      ) ||
      (words.length > 0 && words.filter((word) => own.has(word)).length >= WORDS_SHARE * words.length)
    );
  };
  const page = atTen.trace.logs({ limit: LINES_MAX });
  const line = page.lines.find(({ message }) => tells(message));
  const { traces } = atTen.trace.traces({ limit: TRACES_MAX });
  const spans = traces.flatMap(({ traceId }) => atTen.trace.traceSpans(traceId) ?? []);
  const span = spans.find((each) => tells(textOf(each)));
  const told = line !== undefined ? `"${line.message}" of ${line.service}` : span !== undefined ? `span "${textOf(span)}"` : undefined;
  return {
    claim: 'P10',
    subject: '',
    // Where nothing writes lines, none gives it away.
    ok: told === undefined && (page.lines.length > 0 || Object.keys(atTen.scenario.world.services).length === 0),
    reason: told ?? `${page.lines.length} lines read, of ${page.matched}, and ${spans.length} spans`,
  };
}

/** What a person reads in a span. */
const textOf = ({ name, message, attributes }: Span): string => [name, message, ...Object.values(attributes).map(String)].join(' ');

/** Words of at least four letters, or with a digit. */
const wordsOf = (text: string): string[] =>
  [...new Set(text.toLowerCase().match(/[a-z0-9_.-]+/g) ?? [])].filter((word) => word.length >= 4 || /\d/.test(word));
